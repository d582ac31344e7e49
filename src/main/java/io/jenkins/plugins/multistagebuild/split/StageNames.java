package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.dockerfile.SourceRange;
import io.jenkins.plugins.multistagebuild.dockerfile.Stage;
import io.jenkins.plugins.multistagebuild.dockerfile.Suggestion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the names and numbers in FROM, {@code COPY --from}, {@code RUN --mount=from=} and {@code --target} refer to.
 *
 * <p>Stages shadow images. FROM sees the latest earlier stage of a name, the others the last one in the file, or the one
 * that the classic builder takes; only {@code COPY --from} takes numbers.
 */
final class StageNames {
    /** Shorter names are too easily a letter or two apart. */
    private static final int SHORTEST_SLIP = 4;

    /** What a builder takes for an index: whatever Go's {@code strconv.Atoi} reads. */
    static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    /** Docker's official images that people copy from by their bare name. */
    private static final Set<String> OFFICIAL_IMAGES = Set.of(
            "alpine",
            "amazoncorretto",
            "amazonlinux",
            "bash",
            "buildpack-deps",
            "busybox",
            "caddy",
            "composer",
            "consul",
            "debian",
            "docker",
            "eclipse-temurin",
            "elixir",
            "erlang",
            "fedora",
            "gcc",
            "golang",
            "gradle",
            "haproxy",
            "haskell",
            "httpd",
            "julia",
            "mariadb",
            "maven",
            "memcached",
            "mongo",
            "mysql",
            "nginx",
            "node",
            "openjdk",
            "perl",
            "php",
            "postgres",
            "python",
            "redis",
            "registry",
            "ruby",
            "rust",
            "swift",
            "tomcat",
            "traefik",
            "ubuntu",
            "vault");

    private final List<SourceFile> files;
    private final BuilderRules rules;
    private final NamedContexts contexts;
    /** Per file, per lower-case name: the indices of the stages of that name, within the file. */
    private final List<Map<String, NavigableMap<Integer, Stage>>> byName = new ArrayList<>();

    private final List<Integer> offsets = new ArrayList<>();
    private final Map<String, Integer> byFile = new HashMap<>();
    /** Per file, what a reference may name; made for the first one that names nothing. */
    private final Map<Integer, Set<String>> known = new HashMap<>();

    private final Set<String> baseRepositories = new HashSet<>();

    StageNames(List<SourceFile> files, SplitOptions options) throws DockerfileException {
        this.files = files;
        this.rules = options.rules();
        this.contexts = new NamedContexts(options.contexts());
        int offset = 0;
        for (int i = 0; i < files.size(); i++) {
            Dockerfile file = files.get(i).dockerfile();
            Map<String, NavigableMap<Integer, Stage>> names = new HashMap<>();
            for (Stage stage : file.stages()) {
                if (stage.name() != null) {
                    names.computeIfAbsent(stage.name(), name -> new TreeMap<>()).put(stage.index(), stage);
                }
            }
            byName.add(names);
            offsets.add(offset);
            offset += file.stages().size();
            String name = files.get(i).name();
            if (name != null && byFile.put(name, i) != null) {
                throw problem(i, file.stages().get(0).range(), "two files of this build are named '" + name + "'");
            }
        }
    }

    List<SourceFile> files() {
        return files;
    }

    int offset(int file) {
        return offsets.get(file);
    }

    /** The named context that replaces a stage of one of the files, or null. */
    @Nullable
    String contextOf(int file, Stage stage) {
        List<Stage> stages = files.get(file).dockerfile().stages();
        String fileName = files.get(file).name();
        String name = stage.name() == null && stage.index() == stages.size() - 1 ? fileName : stage.name();
        return name != null && contexts.has(name) ? name : null;
    }

    /** The named context that a reference means, be it instead of the stage of that index or of an image (-1), or null. */
    @Nullable
    String contextOf(String reference, int stage) {
        if (stage >= 0) {
            int of = files.size() - 1;
            while (offset(of) > stage) {
                of--;
            }
            return contextOf(of, files.get(of).dockerfile().stages().get(stage - offset(of)));
        }
        return contexts.has(reference) ? NamedContexts.name(reference) : null;
    }

    /** Takes note of an image that the build uses, so that its bare name is no slip of the pen. */
    void addBase(String reference) {
        baseRepositories.add(repository(reference));
    }

    /** The stage of the same file that a FROM in stage {@code before} means, or -1 for an image. */
    int base(int file, String reference, int before, SourceRange where) throws DockerfileException {
        String key = rules.ignoresCaseOfBase() ? reference.toLowerCase(Locale.ROOT) : reference;
        NavigableMap<Integer, Stage> named = byName.get(file).get(key);
        Integer earlier = named == null ? null : named.lowerKey(before);
        if (earlier != null) {
            return offset(file) + earlier;
        }
        Integer other = byFile.get(key);
        if (other != null && other != file) {
            throw problem(
                    file,
                    where,
                    "FROM " + reference + " names another file of this build; a stage can copy from another file"
                            + " (COPY --from=" + reference + "), but to build on it both must be in one Dockerfile");
        }
        return -1;
    }

    /** The stage that {@code COPY --from} in stage {@code current} means, or -1 for an image. */
    int copySource(int file, String reference, int current, SourceRange where) throws DockerfileException {
        int named = mountSource(file, reference, current);
        if (named >= 0 || !NUMBER.matcher(reference).matches()) {
            return named >= 0 ? named : image(file, "COPY --from=", reference, where);
        }
        int stages = files.get(file).dockerfile().stages().size();
        BigInteger index = new BigInteger(reference);
        if (index.signum() < 0 || index.compareTo(BigInteger.valueOf(stages)) >= 0) {
            throw problem(
                    file,
                    where,
                    "COPY --from=" + reference + " is an invalid stage index; this file has stages 0 to "
                            + (stages - 1));
        }
        return offset(file) + index.intValueExact();
    }

    /** The stage that a mount in stage {@code current} means, or -1 for an image. */
    int mountSource(int file, String reference, int current, SourceRange where) throws DockerfileException {
        int named = mountSource(file, reference, current);
        return named >= 0 ? named : image(file, "RUN --mount=from=", reference, where);
    }

    private int mountSource(int file, String reference, int current) {
        String key = reference.toLowerCase(Locale.ROOT);
        NavigableMap<Integer, Stage> named = byName.get(file).get(key);
        if (named != null) {
            Integer earlier = rules == BuilderRules.CLASSIC ? named.lowerKey(current) : null;
            return offset(file) + (earlier != null ? earlier : named.lastKey());
        }
        Integer other = byFile.get(key);
        return other == null ? -1 : lastStage(other);
    }

    private int lastStage(int file) {
        return offset(file) + files.get(file).dockerfile().stages().size() - 1;
    }

    /**
     * A bare word that is nearly the name of a stage is taken for a slip of the pen rather than an image, unless the file
     * shows that an image of that name is in use.
     */
    private int image(int file, String what, String reference, SourceRange where) throws DockerfileException {
        if (contexts.has(reference)) {
            return -1;
        }
        boolean bare = reference.matches("[A-Za-z0-9_-]+");
        if (bare && !baseRepositories.contains(reference) && !OFFICIAL_IMAGES.contains(reference)) {
            String near = Suggestion.nearest(reference, known(file));
            if (near != null && Math.min(near.length(), reference.length()) >= SHORTEST_SLIP) {
                throw problem(
                        file,
                        where,
                        what + reference + " names no build stage; did you mean '" + near
                                + "'? (An image of that name would be written " + reference + ":latest.)");
            }
        }
        return -1;
    }

    /** The index of the stage to build. */
    int target(@Nullable String name) throws DockerfileException {
        int last = files.size() - 1;
        if (name == null) {
            return lastStage(last);
        }
        String key = name.toLowerCase(Locale.ROOT);
        for (int file = last; file >= 0; file--) {
            NavigableMap<Integer, Stage> named = byName.get(file).get(key);
            if (named != null) {
                return offset(file) + (rules == BuilderRules.CLASSIC ? named.firstKey() : named.lastKey());
            }
        }
        Integer file = byFile.get(key);
        if (file != null) {
            return lastStage(file);
        }
        String near = Suggestion.nearest(key, known(last));
        throw problem(
                last,
                files.get(last).dockerfile().stages().get(0).range(),
                "target stage '" + name + "' could not be found; "
                        + (near != null ? "did you mean '" + near + "'?" : "stages with a name: " + listed(last)));
    }

    /** What a builder puts into TARGETSTAGE. */
    String targetStage(@Nullable String target) {
        if (target != null) {
            return target;
        }
        List<Stage> stages = files.get(files.size() - 1).dockerfile().stages();
        String last = stages.get(stages.size() - 1).name();
        return last != null ? last : "default";
    }

    private Set<String> known(int file) {
        return known.computeIfAbsent(file, key -> {
            Set<String> names = new TreeSet<>(byName.get(key).keySet());
            names.addAll(byFile.keySet());
            return names;
        });
    }

    private String listed(int file) {
        Set<String> names = known(file);
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    DockerfileException problem(int file, SourceRange where, String problem) {
        return new DockerfileException(files.get(file).dockerfile().fileName(), where, problem);
    }

    private static String repository(String image) {
        int end = image.length();
        for (char c : new char[] {'@', ':'}) {
            int at = image.indexOf(c);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return image.substring(0, end);
    }
}
