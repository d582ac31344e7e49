package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.dockerfile.FlagSet.Kind;
import io.jenkins.plugins.multistagebuild.dockerfile.Instruction.Ownership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code ADD} and {@code COPY}. */
final class TransferParser {
    private static final Map<String, Kind> ADD_FLAGS = Map.of(
            "chown", Kind.VALUE,
            "chmod", Kind.VALUE,
            "link", Kind.SWITCH,
            "keep-git-dir", Kind.SWITCH,
            "checksum", Kind.VALUE,
            "unpack", Kind.SWITCH,
            "exclude", Kind.VALUES);
    private static final Map<String, Kind> COPY_FLAGS = Map.of(
            "chown", Kind.VALUE,
            "from", Kind.VALUE,
            "chmod", Kind.VALUE,
            "link", Kind.SWITCH,
            "exclude", Kind.VALUES,
            "parents", Kind.SWITCH);

    private final RawInstruction raw;
    private final Map<String, HeredocBody> bodies = new HashMap<>();
    private final SourceRange range;
    private final List<String> sources = new ArrayList<>();
    private final List<Heredoc> heredocs = new ArrayList<>();

    TransferParser(RawInstruction raw, List<HeredocBody> bodies, SourceRange range) {
        this.raw = raw;
        bodies.forEach(body -> this.bodies.put(body.delimiter().name(), body));
        this.range = range;
    }

    Instruction add() throws DockerfileException {
        FlagSet flags = FlagSet.of(raw, ADD_FLAGS);
        String destination = readPaths();
        return new Instruction.Add(
                range,
                sources,
                destination,
                heredocs,
                ownership(flags),
                flags.single("checksum"),
                flags.truth("keep-git-dir"),
                flags.truth("unpack"));
    }

    Instruction copy() throws DockerfileException {
        FlagSet flags = FlagSet.of(raw, COPY_FLAGS);
        String destination = readPaths();
        return new Instruction.Copy(
                range, from(flags), sources, destination, heredocs, ownership(flags), flags.isTrue("parents"));
    }

    private static Ownership ownership(FlagSet flags) {
        return new Ownership(flags.single("chown"), flags.single("chmod"), flags.isTrue("link"), flags.all("exclude"));
    }

    private @Nullable Flag from(FlagSet flags) throws DockerfileException {
        Flag from = flags.single("from");
        if (from == null || from.value().isEmpty()) {
            return null;
        }
        if (!isLiteral(from.value())) {
            throw raw.line()
                    .source()
                    .error(
                            from.range(),
                            "COPY --from=" + from.value() + " has a variable, which builders do not expand there; "
                                    + "define a stage with FROM " + from.value() + " AS <name> and copy from that");
        }
        return from;
    }

    /** Whether expansion leaves a word alone, which is how the builder finds out, too. */
    private static boolean isLiteral(String word) {
        try {
            return new Expansion(DirectiveReader.DEFAULT_ESCAPE)
                    .expand(word, name -> null)
                    .value()
                    .equals(word);
        } catch (ExpansionException e) {
            return false;
        }
    }

    private String readPaths() throws DockerfileException {
        List<String> paths = Arguments.list(raw);
        if (paths.size() < 2) {
            throw raw.error(raw.name() + " requires at least two arguments, a source and a destination, and has "
                    + paths.size());
        }
        int last = paths.size() - 1;
        try {
            for (String path : paths.subList(0, last)) {
                readSource(path);
            }
            if (HeredocDelimiter.parse(paths.get(last)) != null) {
                throw raw.error(raw.name() + " cannot have a heredoc as destination; name a path behind it");
            }
        } catch (ExpansionException e) {
            throw raw.error("the heredoc's delimiter cannot be read: " + e.getMessage());
        }
        return paths.get(last);
    }

    private void readSource(String path) throws ExpansionException {
        HeredocDelimiter delimiter = HeredocDelimiter.parse(path);
        if (delimiter == null) {
            sources.add(path);
            return;
        }
        HeredocBody body = bodies.get(delimiter.name());
        // In a JSON array the delimiter announces nothing; the builder then makes an empty file.
        heredocs.add((body == null ? new HeredocBody(delimiter, "", raw.range()) : body).toHeredoc());
    }
}
