package io.jenkins.plugins.multistagebuild.build.equal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docker build} of a whole Dockerfile, and the images it leaves. */
final class UnsplitBuild {
    private static final Pattern STEP =
            Pattern.compile("^(?:Step \\d+/\\d+ : (\\w+).*| ---> ([0-9a-f]{12}))$", Pattern.MULTILINE);

    private UnsplitBuild() {}

    /** Builds without the cache, so that nothing of the split build can come back as the expected result. */
    static TestEngine.Result run(
            TestEngine engine,
            EqualCase testCase,
            Map<String, String> contexts,
            Path context,
            String dockerfile,
            String tag)
            throws IOException, InterruptedException {
        // Without --force-rm the classic builder keeps the container of a RUN that fails, as some cases want it to.
        List<String> command = new ArrayList<>(List.of("build", "--no-cache", "--force-rm", "-t", tag));
        if (!engine.isClassic()) {
            command.add("--progress=plain");
        }
        command.addAll(List.of("-f", context.resolve(dockerfile).toString()));
        String target = testCase.target();
        if (target != null) {
            command.addAll(List.of("--target", target));
        }
        testCase.args().forEach((key, value) -> command.addAll(List.of("--build-arg", key + "=" + value)));
        contexts.forEach((key, value) -> command.addAll(List.of("--build-context", key + "=" + value)));
        command.add(context.toString());
        return engine.run(command);
    }

    /**
     * The images that steps of the classic builder made, which keeps one without a name of every stage: every image the
     * output names, except base images, which a FROM names first. BuildKit's output names none.
     */
    static Set<String> imagesMade(String output) {
        Set<String> made = new LinkedHashSet<>();
        Set<String> bases = new LinkedHashSet<>();
        String instruction = "";
        Matcher matcher = STEP.matcher(output);
        while (matcher.find()) {
            String id = matcher.group(2);
            if (id == null) {
                instruction = matcher.group(1);
            } else if (instruction.equalsIgnoreCase("FROM") && !made.contains(id)) {
                bases.add(id);
            } else if (!bases.contains(id)) {
                made.add(id);
            }
        }
        return made;
    }
}
