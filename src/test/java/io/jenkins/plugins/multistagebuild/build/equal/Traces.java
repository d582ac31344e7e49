package io.jenkins.plugins.multistagebuild.build.equal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the builds of this run made on an engine, as their output names it. Others may be using the engine, so only what
 * was seen here is looked for, and removed, at the end.
 */
final class Traces {
    /** The label on temporary images; its value is the build's. */
    static final String LABEL = "io.jenkins.plugins.multistagebuild.build";

    /** The name of temporary images, up to the build's ID. */
    static final String NAME = "multi-stage-build/tmp-";

    private static final Pattern TEMPORARY = Pattern.compile(Pattern.quote(NAME) + "([0-9a-f]{12})");
    private static final Pattern CONTAINER = Pattern.compile("^ ---> Running in ([0-9a-f]{12})$", Pattern.MULTILINE);

    private final Set<String> builds = new ConcurrentSkipListSet<>();
    private final Set<String> containers = new ConcurrentSkipListSet<>();
    private final ConcurrentLinkedDeque<String> images = new ConcurrentLinkedDeque<>();

    /** Notes an image that the test itself removes. */
    void tagged(String image) {
        images.addFirst(image);
    }

    /** Notes what the whole output of one build tells. */
    void read(String output) {
        addAll(TEMPORARY.matcher(output), builds);
        addAll(CONTAINER.matcher(output), containers);
        List<String> made = new ArrayList<>(UnsplitBuild.imagesMade(output));
        // last ones first: they stand on the earlier ones
        for (int i = made.size() - 1; i >= 0; i--) {
            images.addLast(made.get(i));
        }
    }

    private static void addAll(Matcher matcher, Collection<String> found) {
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }

    /** The temporary images and the containers of these builds that are still there. */
    List<String> left(TestEngine engine) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        for (String name : lines(engine, "image", "ls", "--format", "{{.Repository}}:{{.Tag}}")) {
            Matcher temporary = TEMPORARY.matcher(name);
            if (temporary.find() && builds.contains(temporary.group(1))) {
                left.add("image " + name);
            }
        }
        for (String id : lines(engine, "image", "ls", "--quiet", "--filter", "label=" + LABEL)) {
            TestEngine.Result build = engine.run(
                    List.of("image", "inspect", "--format", "{{index .Config.Labels \"" + LABEL + "\"}}", id));
            if (builds.contains(build.output().strip())) {
                left.add("image " + id + " of build " + build.output().strip());
            }
        }
        Set<String> there = lines(engine, "container", "ls", "--all", "--quiet").stream()
                .collect(Collectors.toCollection(TreeSet::new));
        containers.stream().filter(there::contains).forEach(id -> left.add("container " + id));
        return left;
    }

    /** Removes the images that the test made. One that others stand on is refused, and goes after them. */
    void removeImages(TestEngine engine) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("image", "rm"));
        command.addAll(images);
        if (!images.isEmpty()) {
            engine.run(command);
            engine.run(command);
        }
    }

    private static List<String> lines(TestEngine engine, String... command) throws IOException, InterruptedException {
        TestEngine.Result result = engine.run(List.of(command));
        assertThat(result.status())
                .as("docker %s: %s", command[0], result.output())
                .isZero();
        return result.output().lines().toList();
    }
}
