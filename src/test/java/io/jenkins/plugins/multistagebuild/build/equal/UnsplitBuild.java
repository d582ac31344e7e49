package io.jenkins.plugins.multistagebuild.build.equal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docker build} of a whole Dockerfile, and the removal of the images it leaves. */
final class UnsplitBuild {
    private static final Pattern STEP =
            Pattern.compile("^(?:Step \\d+/\\d+ : (\\w+).*| ---> ([0-9a-f]{12}))$", Pattern.MULTILINE);

    private UnsplitBuild() {}

    /** Builds without the cache, so that nothing of the split build can come back as the expected result. */
    static TestEngine.Result run(TestEngine engine, EqualCase testCase, Path context, String dockerfile, String tag)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("build", "--no-cache", "-t", tag));
        if (!engine.isClassic()) {
            command.add("--progress=plain");
        }
        command.addAll(List.of("-f", context.resolve(dockerfile).toString()));
        String target = testCase.target();
        if (target != null) {
            command.addAll(List.of("--target", target));
        }
        testCase.args().forEach((key, value) -> command.addAll(List.of("--build-arg", key + "=" + value)));
        command.add(context.toString());
        TestEngine.Result result = engine.run(command);
        if (engine.isClassic()) {
            removeOtherStages(engine, result.output(), tag);
        }
        return result;
    }

    /** The classic builder keeps an image without a name of every stage. */
    private static void removeOtherStages(TestEngine engine, String output, String tag)
            throws IOException, InterruptedException {
        List<String> images = new ArrayList<>(imagesMade(output));
        String built = engine.run(List.of("image", "inspect", "--format", "{{.Id}}", tag))
                .output();
        images.removeIf(id -> built.startsWith("sha256:" + id));
        Collections.reverse(images);
        if (!images.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("image", "rm"));
            command.addAll(images);
            engine.run(
                    command); // those that the tagged image or one just removed stands on are refused, as they should
            // be
        }
    }

    /** The images that steps made: every one the output names, except base images, which a FROM names first. */
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
