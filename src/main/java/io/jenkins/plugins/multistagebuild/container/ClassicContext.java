package io.jenkins.plugins.multistagebuild.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The context as the classic builder has to get it when the Dockerfile lies outside and the user's {@code .dockerignore}
 * is part of the context: docker's client would append a line of its own to that file, and {@code COPY . .} would ship
 * it. Here the context is sent without a change, and the Dockerfile travels under a path that the user's own rules
 * exclude, which the daemon therefore removes as soon as it has read it.
 *
 * @param dockerfileEntry the Dockerfile's path in the context
 */
record ClassicContext(Path context, DockerIgnore ignore, Path dockerfile, String dockerfileEntry)
        implements StandardInput {
    /** Any name will do, as long as no file has it. */
    private static final String NAME = "multi-stage-build.Dockerfile";

    /** Null when docker's client can be left to send the context, or nothing better is possible. */
    static @Nullable ClassicContext of(BuildRequest request) throws ContainerException {
        Path file = request.context().resolve(DockerIgnore.FILE_NAME);
        if (!Files.isRegularFile(file) || !FileFacts.areKnown()) {
            return null;
        }
        DockerIgnore ignore = DockerIgnore.read(file);
        String users = usersDockerfile(request, ignore);
        if (users != null) {
            return new ClassicContext(request.context(), ignore, request.dockerfile(), users);
        }
        if (ignore.excludes(DockerIgnore.FILE_NAME)) {
            return null;
        }
        String entry = candidates(ignore).stream()
                .filter(candidate -> isFree(candidate, request.context(), ignore))
                .findFirst()
                .orElse(null);
        return entry == null ? null : new ClassicContext(request.context(), ignore, request.dockerfile(), entry);
    }

    /** The path of the user's Dockerfile if it is excluded: docker sends it all the same, and the daemon removes it. */
    private static @Nullable String usersDockerfile(BuildRequest request, DockerIgnore ignore) {
        String name = GoPath.clean(request.dockerfileName().replace('\\', '/'));
        boolean inside = !name.startsWith("/") && !name.equals("..") && !name.startsWith("../");
        boolean there = Files.isRegularFile(request.context().resolve(name), LinkOption.NOFOLLOW_LINKS);
        return inside && there && ignore.excludes(name) ? name : null;
    }

    /** Paths made from the patterns; only from those that mean the same to every version of the daemon. */
    private static List<String> candidates(DockerIgnore ignore) {
        List<String> candidates = new ArrayList<>();
        for (String pattern : ignore.exclusions()) {
            String path = pattern.startsWith("**/") ? pattern.substring(3) : pattern;
            path = path.endsWith("/**") || path.equals("**") ? path.substring(0, path.length() - 2) + "*" : path;
            if (!path.contains("**") && !path.contains("[") && !path.contains("\\")) {
                candidates.add(path.replace("*", NAME).replace('?', '_'));
            }
        }
        return candidates;
    }

    /** Whether the rules exclude it, nothing else has its path, and its directory is in the context anyway. */
    private static boolean isFree(String candidate, Path context, DockerIgnore ignore) {
        if (candidate.equals(".")
                || candidate.startsWith("/")
                || GoPath.clean(candidate).startsWith("..")) {
            return false;
        }
        boolean neverSent = ignore.excludes(candidate) && !ignore.mayHoldIncluded(candidate);
        return neverSent && parentIsSent(candidate, context, ignore);
    }

    private static boolean parentIsSent(String candidate, Path context, DockerIgnore ignore) {
        for (int slash = candidate.indexOf('/'); slash >= 0; slash = candidate.indexOf('/', slash + 1)) {
            String parent = candidate.substring(0, slash);
            if (ignore.excludes(parent) || !Files.isDirectory(context.resolve(parent), LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        ContextTar tar = new ContextTar(context, ignore).with(dockerfileEntry, Files.readAllBytes(dockerfile));
        // The daemon needs the rules to know what to remove, and removes them too if they exclude themselves.
        Path rules = context.resolve(DockerIgnore.FILE_NAME);
        if (ignore.excludes(DockerIgnore.FILE_NAME)) {
            tar = tar.with(DockerIgnore.FILE_NAME, Files.readAllBytes(rules));
        }
        tar.writeTo(buffered);
        buffered.flush();
    }
}
