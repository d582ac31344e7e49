package io.jenkins.plugins.multistagebuild.container;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a build that all engines share. */
final class BuildArguments {
    private BuildArguments() {}

    /** A growing list: the verb and what the request sets; the Dockerfile and the context are for the caller to add. */
    static List<String> of(BuildRequest request, String... verb) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        add(arguments, "--tag", request.tag());
        add(arguments, "--platform", request.platform());
        add(arguments, "--network", request.network());
        if (request.noCache()) {
            arguments.add("--no-cache");
        }
        request.buildArgs().forEach((name, value) -> add(arguments, "--build-arg", name + "=" + value));
        request.buildContexts().forEach((name, value) -> add(arguments, "--build-context", name + "=" + value));
        request.labels().forEach((key, value) -> add(arguments, "--label", key + "=" + value));
        request.secrets().forEach(secret -> add(arguments, "--secret", secret));
        request.ssh().forEach(ssh -> add(arguments, "--ssh", ssh));
        add(
                arguments,
                "--iidfile",
                request.idFile() == null ? null : request.idFile().toString());
        request.cacheFrom().forEach(image -> add(arguments, "--cache-from", image));
        return arguments;
    }

    private static void add(List<String> arguments, String option, @Nullable String value) {
        if (value != null) {
            arguments.add(option);
            arguments.add(value);
        }
    }
}
