package io.jenkins.plugins.multistagebuild.container;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks docker whether it is there, and selects the builder. BuildKit always means the one inside the daemon (buildx's
 * {@code docker} driver): only there a stage's image is visible to the next stage's FROM without a registry.
 */
final class DockerProbe {
    /** From this version on, {@code docker build} is buildx. */
    private static final int FIRST_WITH_BUILDX = 23;

    private static final String SELECTOR = "DOCKER_BUILDKIT";
    private static final String BUILDX_BUILDER = "BUILDX_BUILDER";
    private static final Set<String> NO = Set.of("0", "f", "F", "false", "FALSE", "False");
    private static final Pattern ANSWER =
            Pattern.compile("(?<client>\\S+)\\|(?<server>\\S+)\\|(?<os>\\S+)\\|(?<context>.+)");

    private final EngineClient client;
    private final @Nullable Builder wanted;

    DockerProbe(EngineClient client, @Nullable Builder wanted) {
        this.client = client;
        this.wanted = wanted;
    }

    EngineProbe.Outcome probe() throws ContainerException, InterruptedException {
        if (wanted == Builder.BUILDAH) {
            throw new ContainerException("docker cannot build with buildah's builder. Use podman or buildah, or leave "
                    + "the choice of the builder open.");
        }
        try (Beside<Boolean> buildx = Beside.begin("docker-buildx", this::hasBuildx)) {
            return probe(buildx);
        }
    }

    private EngineProbe.Outcome probe(Beside<Boolean> buildx) throws ContainerException, InterruptedException {
        List<String> question = List.of(
                "version", "--format", "{{.Client.Version}}|{{.Server.Version}}|{{.Server.Os}}|{{.Client.Context}}");
        EngineProbe.Reply reply = EngineProbe.reply(client, question);
        String versions = reply.version();
        if (versions == null) {
            return new EngineProbe.Absent(reply.answer());
        }
        Matcher parts = ANSWER.matcher(versions);
        if (!parts.matches()) {
            // podman's stand-in for docker answers, but knows no .Server.Os.
            return new EngineProbe.Absent("is not Docker (it answered '" + versions + "')");
        }
        return new EngineProbe.Found(engine(parts, buildx));
    }

    private boolean wantsClassic() {
        return wanted == Builder.CLASSIC
                || (wanted == null && NO.contains(client.environment().getOrDefault(SELECTOR, "")));
    }

    /** Asked beside the version, which alone tells whether it matters: either takes docker about a tenth of a second. */
    private boolean hasBuildx() throws ContainerException, InterruptedException {
        return !wantsClassic() && client.ask(List.of("buildx", "version")).status() == 0;
    }

    private static int major(String version) {
        Matcher number = Pattern.compile("(\\d{1,6})\\..*").matcher(version);
        return number.matches() ? Integer.parseInt(number.group(1)) : FIRST_WITH_BUILDX;
    }

    private DockerEngine engine(Matcher answer, Beside<Boolean> buildx)
            throws ContainerException, InterruptedException {
        boolean plugin = major(answer.group("client")) >= FIRST_WITH_BUILDX;
        String version = answer.group("server");
        boolean classic = wantsClassic();
        List<String> notes = new ArrayList<>();
        if (!classic && "windows".equals(answer.group("os"))) {
            require("The daemon builds Windows images, which BuildKit cannot.", notes);
            classic = true;
        } else if (!classic && plugin && !buildx.answer()) {
            require("docker's buildx plugin is missing, and BuildKit needs it (package docker-buildx).", notes);
            classic = true;
        }
        if (classic) {
            return new DockerEngine(version, Builder.CLASSIC, false, notes, client.with(quiet(Map.of(SELECTOR, "0"))));
        }
        Map<String, String> variables = new HashMap<>(Map.of(SELECTOR, "1"));
        if (plugin) {
            variables.put(BUILDX_BUILDER, builderInside(answer.group("context"), notes));
        }
        return new DockerEngine(version, Builder.BUILDKIT, plugin, notes, client.with(quiet(variables)));
    }

    /** Falls back to the classic builder with a note, unless BuildKit was asked for by name. */
    private void require(String problem, List<String> notes) throws ContainerException {
        if (wanted == Builder.BUILDKIT) {
            throw new ContainerException(problem + " Use the classic builder.");
        }
        notes.add(problem + " The classic builder is used.");
    }

    /** The buildx builder inside the daemon, which has the name of the docker context. */
    private String builderInside(String context, List<String> notes) {
        String users = client.environment().getOrDefault(BUILDX_BUILDER, context);
        if (!users.equals(context)) {
            notes.add(BUILDX_BUILDER + "=" + users + " is left out: the stages are built inside the daemon ('" + context
                    + "'), where they find each other's images.");
        }
        return context;
    }

    private static Map<String, String> quiet(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("DOCKER_CLI_HINTS", "false");
        return all;
    }
}
