package io.jenkins.plugins.multistagebuild.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers every command, and answers those whose words begin as it was told; all others succeed silently. */
final class RecordingRunner implements ProcessRunner {
    private record Reply(int status, List<String> out, List<String> err) {}

    private final Map<String, List<Reply>> replies = new LinkedHashMap<>();
    private String missing = "";
    final List<Command> commands = new ArrayList<>();
    final List<byte[]> inputs = new ArrayList<>();

    /** The next call of such a command; the last reply of a command stays. */
    RecordingRunner on(String words, int status, List<String> out, List<String> err) {
        replies.computeIfAbsent(words, key -> new ArrayList<>()).add(new Reply(status, out, err));
        return this;
    }

    RecordingRunner on(String words, String out) {
        return on(words, 0, List.of(out), List.of());
    }

    @Override
    public synchronized int run(Command command, OutputListener listener) throws IOException {
        commands.add(command);
        if (command.input() != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            command.input().writeTo(bytes);
            inputs.add(bytes.toByteArray());
        }
        String words = String.join(" ", command.arguments());
        for (Map.Entry<String, List<Reply>> known : replies.entrySet()) {
            if ((words + " ").startsWith(known.getKey() + " ")) {
                List<Reply> next = known.getValue();
                Reply reply = next.size() > 1 ? next.remove(0) : next.get(0);
                reply.out().forEach(listener::line);
                reply.err().forEach(listener::errorLine);
                return reply.status();
            }
        }
        if (command.program().equals(missing)) {
            throw new ProgramNotFoundException(command.program());
        }
        return 0;
    }

    RecordingRunner without(String program) {
        missing = program;
        return this;
    }

    /** The last command's words. */
    List<String> last() {
        return commands.get(commands.size() - 1).arguments();
    }

    Map<String, String> lastEnvironment() {
        return commands.get(commands.size() - 1).environment();
    }
}
