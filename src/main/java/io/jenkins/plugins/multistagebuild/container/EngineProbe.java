package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks an engine whether it is there. */
final class EngineProbe {
    /** How long an engine may take to say that it is there; a DOCKER_HOST that swallows packets never answers. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private EngineProbe() {}

    /** What asking came to. */
    sealed interface Outcome permits Found, Absent {}

    record Found(ContainerEngine engine) implements Outcome {}

    /** @param answer why the engine cannot be used, in a few words */
    record Absent(String answer) implements Outcome {}

    static Outcome podman(EngineClient client, @Nullable Builder builder)
            throws ContainerException, InterruptedException {
        refuse(client, builder);
        List<String> question = List.of("version", "--format", "{{.Client.Version}}");
        Reply reply = reply(client, question);
        return reply.version() == null
                ? new Absent(reply.answer())
                : new Found(new PodmanEngine(reply.version(), client));
    }

    static Outcome buildah(EngineClient client, @Nullable Builder builder)
            throws ContainerException, InterruptedException {
        refuse(client, builder);
        Reply reply = reply(client, List.of("--version"));
        if (reply.version() == null) {
            return new Absent(reply.answer());
        }
        // "buildah version 1.28.2 (image-spec 1.1.0-rc2, runtime-spec 1.0.2-dev)"
        String[] words = reply.version().split(" ", -1);
        return new Found(new BuildahEngine(words.length > 2 ? words[2] : reply.version(), client));
    }

    private static void refuse(EngineClient client, @Nullable Builder builder) throws ContainerException {
        if (builder == Builder.BUILDKIT || builder == Builder.CLASSIC) {
            throw new ContainerException(client.program() + " has a builder of its own and cannot build with "
                    + (builder == Builder.BUILDKIT ? "BuildKit" : "Docker's classic builder")
                    + ". Use docker, or leave the choice of the builder open.");
        }
    }

    /**
     * What an engine said when asked for its version.
     *
     * @param version the last line it printed, or null when it failed
     * @param answer the failure in a few words, or the version
     */
    record Reply(@Nullable String version, String answer) {}

    static Reply reply(EngineClient client, List<String> question) throws InterruptedException {
        try {
            EngineClient.Answer answer = client.answer(client.command(question).withTimeout(LIMIT));
            List<String> said = answer.lastLines();
            String last = said.isEmpty() ? "" : said.get(said.size() - 1);
            if (answer.status() != 0) {
                return new Reply(null, "exited with " + answer.status() + (last.isEmpty() ? "" : " (" + last + ")"));
            }
            String version = answer.text().strip();
            return version.isEmpty() ? new Reply(null, "names no version") : new Reply(version, version);
        } catch (ProgramNotFoundException e) {
            return new Reply(null, "not on the PATH");
        } catch (CommandTimeoutException e) {
            return new Reply(null, "no answer within " + LIMIT.toSeconds() + " s");
        } catch (IOException e) {
            return new Reply(null, "cannot be run (" + e.getMessage() + ")");
        }
    }
}
