package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.dockerfile.Instruction.Arg.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives one raw instruction its type. The instructions with flags of their own have parsers of their own. */
final class InstructionParser {
    private static final List<String> NAMES = List.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Set<String> NO_TRIGGERS = Set.of("FROM", "MAINTAINER", "ONBUILD");
    private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9-_.]*+");

    private final RawInstruction raw;
    private final List<HeredocBody> heredocs;
    private final SourceRange range;
    private final char escape;
    private final List<Warning> warnings;

    InstructionParser(
            RawInstruction raw, List<HeredocBody> heredocs, SourceRange range, char escape, List<Warning> warnings) {
        this.raw = raw;
        this.heredocs = heredocs;
        this.range = range;
        this.escape = escape;
        this.warnings = warnings;
    }

    Instruction parse() throws DockerfileException {
        return switch (raw.name()) {
            case "ADD" -> new TransferParser(raw, heredocs, range).add();
            case "ARG" -> arg();
            case "CMD" -> new Instruction.Cmd(range, commandLine());
            case "COPY" -> new TransferParser(raw, heredocs, range).copy();
            case "ENTRYPOINT" -> new Instruction.Entrypoint(range, commandLine());
            case "ENV" -> new Instruction.Env(range, keyValues());
            case "EXPOSE" -> new Instruction.Expose(range, ports());
            case "FROM" -> from();
            case "HEALTHCHECK" -> HealthcheckParser.parse(raw, range);
            case "LABEL" -> new Instruction.Label(range, keyValues());
            case "MAINTAINER" -> maintainer();
            case "ONBUILD" -> onbuild();
            case "RUN" -> RunParser.parse(raw, heredocs, range);
            case "SHELL" -> shell();
            case "STOPSIGNAL" -> stopsignal();
            case "USER" -> new Instruction.User(range, line());
            case "VOLUME" -> volume();
            case "WORKDIR" -> new Instruction.Workdir(range, line());
            default -> throw unknown();
        };
    }

    private DockerfileException unknown() {
        if (raw.keyword().isEmpty()) {
            return raw.error("an escape character continues an instruction that never comes; remove it");
        }
        String advice = Suggestion.clause(raw.keyword(), NAMES);
        Word keyword =
                new Word(raw.keyword(), raw.start(), raw.start() + raw.keyword().length());
        return raw.error(
                keyword,
                "unknown instruction: " + raw.keyword()
                        + (advice.isEmpty() ? "; instructions are " + String.join(", ", NAMES) : advice));
    }

    private Instruction from() throws DockerfileException {
        List<Word> words = raw.words();
        boolean named = words.size() == 3 && words.get(1).text().equalsIgnoreCase("as");
        if (words.size() != 1 && !named) {
            throw raw.error(
                    "FROM requires either one or three arguments; write FROM <image> or FROM <image> AS <name>");
        }
        String stageName = named ? words.get(2).text() : null;
        if (stageName != null
                && !STAGE_NAME.matcher(stageName.toLowerCase(Locale.ROOT)).matches()) {
            throw raw.error(
                    words.get(2),
                    "invalid name for build stage: '" + stageName
                            + "'; begin with a letter and go on with letters, digits and - _ .");
        }
        FlagSet flags = FlagSet.of(raw, Map.of("platform", FlagSet.Kind.VALUE));
        Flag platform = flags.single("platform");
        String value = platform == null || platform.value().isEmpty() ? null : platform.value();
        return new Instruction.From(range, words.get(0).text(), value, stageName);
    }

    private CommandLine commandLine() throws DockerfileException {
        FlagSet.refuse(raw);
        return Arguments.commandLine(raw);
    }

    /** The arguments as one string. */
    private String line() throws DockerfileException {
        FlagSet.refuse(raw);
        if (raw.arguments().isEmpty()) {
            throw raw.error(raw.name() + " requires exactly one argument");
        }
        return raw.arguments();
    }

    private Instruction maintainer() throws DockerfileException {
        String maintainer = line();
        warn("MAINTAINER is deprecated; write LABEL org.opencontainers.image.authors=…");
        return new Instruction.Maintainer(range, maintainer);
    }

    private Instruction stopsignal() throws DockerfileException {
        if (raw.arguments().isEmpty()) {
            throw raw.error("STOPSIGNAL requires exactly one argument");
        }
        ignoreFlags();
        return new Instruction.Stopsignal(range, raw.arguments());
    }

    private List<String> ports() throws DockerfileException {
        FlagSet.refuse(raw);
        return requireSome(Word.texts(raw.words()));
    }

    private Instruction volume() throws DockerfileException {
        FlagSet.refuse(raw);
        List<String> paths = requireSome(Arguments.list(raw));
        if (paths.stream().anyMatch(String::isBlank)) {
            throw raw.error("VOLUME has an empty path; name the directory");
        }
        return new Instruction.Volume(range, paths.stream().map(String::strip).toList());
    }

    private Instruction shell() throws DockerfileException {
        FlagSet.refuse(raw);
        CommandLine command = Arguments.commandLine(raw);
        requireSome(command.arguments());
        if (!command.exec()) {
            throw raw.error("SHELL requires a JSON array such as [\"/bin/sh\", \"-c\"], not " + raw.arguments());
        }
        return new Instruction.Shell(range, command.arguments());
    }

    private Instruction arg() throws DockerfileException {
        ignoreFlags();
        List<Definition> definitions = new ArrayList<>();
        for (Word word : requireSome(raw.quotedWords(escape))) {
            int equals = word.text().indexOf('=');
            String name = equals < 0 ? word.text() : word.text().substring(0, equals);
            if (name.isEmpty()) {
                throw raw.error(word, "ARG has a blank name before '='; write ARG <name>=<default>");
            }
            definitions.add(new Definition(name, equals < 0 ? null : word.text().substring(equals + 1)));
        }
        return new Instruction.Arg(range, definitions);
    }

    private List<KeyValue> keyValues() throws DockerfileException {
        FlagSet.refuse(raw);
        List<Word> words = requireSome(raw.quotedWords(escape));
        if (words.get(0).text().indexOf('=') < 0) {
            return List.of(legacyKeyValue());
        }
        List<KeyValue> pairs = new ArrayList<>();
        for (Word word : words) {
            int equals = word.text().indexOf('=');
            if (equals < 0) {
                throw raw.error(word, raw.name() + " has no '=' in '" + word.text() + "'; write <name>=<value>");
            }
            if (equals == 0) {
                throw raw.error(word, raw.name() + " has a blank name before '='; write <name>=<value>");
            }
            pairs.add(new KeyValue(word.text().substring(0, equals), word.text().substring(equals + 1)));
        }
        return pairs;
    }

    /** {@code ENV key the rest of the line}. */
    private KeyValue legacyKeyValue() throws DockerfileException {
        List<Word> words = raw.words();
        if (words.size() < 2) {
            throw raw.error(raw.name() + " must have two arguments; write " + raw.name() + " <name>=<value>");
        }
        warn("'" + raw.name() + " name value' is the old form; write " + raw.name() + " name=value");
        String value = raw.line().text().substring(words.get(1).start(), raw.end());
        return new KeyValue(words.get(0).text(), value);
    }

    private Instruction onbuild() throws DockerfileException {
        if (raw.arguments().isEmpty()) {
            throw raw.error("ONBUILD requires at least one argument: the instruction to run later");
        }
        FlagSet.refuse(raw);
        RawInstruction inner = RawInstruction.split(raw.line(), raw.rest(), escape);
        if (NO_TRIGGERS.contains(inner.name())) {
            throw inner.error(inner.name() + " isn't allowed as an ONBUILD trigger; move it out of ONBUILD");
        }
        SourceRange innerRange = new SourceRange(inner.range().start(), range.end());
        Instruction trigger = new InstructionParser(inner, heredocs, innerRange, escape, warnings).parse();
        return new Instruction.Onbuild(range, trigger, triggerText(inner));
    }

    private String triggerText(RawInstruction inner) {
        StringBuilder text = new StringBuilder(inner.line().text().substring(inner.start()));
        for (HeredocBody heredoc : heredocs) {
            text.append('\n')
                    .append(heredoc.content())
                    .append(heredoc.delimiter().name());
        }
        return text.toString();
    }

    /** Some instructions have no flags and do not mind any. */
    private void ignoreFlags() {
        for (FlagToken flag : raw.flags()) {
            warnings.add(new Warning(flag.range(), raw.name() + " has no flags; builders ignore " + flag.text()));
        }
    }

    private <T> List<T> requireSome(List<T> arguments) throws DockerfileException {
        if (arguments.isEmpty()) {
            throw raw.error(raw.name() + " requires at least one argument");
        }
        return arguments;
    }

    private void warn(String message) {
        warnings.add(new Warning(range, message));
    }
}
