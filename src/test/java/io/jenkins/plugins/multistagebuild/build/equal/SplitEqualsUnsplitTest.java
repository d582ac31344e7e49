package io.jenkins.plugins.multistagebuild.build.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The bar of this project: the image of a split build is the image of {@code docker build}. Every case of the corpus is
 * built both ways, by every builder that it is for, two at a time; the system property {@code equal.cases} may hold a
 * regular expression that picks cases by name.
 *
 * <p>The split build goes first, so that no layer of the unsplit one can reach it through the engine's cache. Images are
 * removed at the very end: the classic builder's cache consists of them, and a build must not lose its layers to another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitEqualsUnsplitTest {
    private static final int AT_A_TIME = 2;
    private static final String RUN =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    private final ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    private final Map<TestEngine, Deque<String>> images = new ConcurrentHashMap<>();
    private final String base = System.getenv().getOrDefault("MSB_TEST_BASE", "multi-stage-build/busybox:bookworm");

    @TempDir
    private Path work;

    @AfterAll
    void removeImages() throws IOException, InterruptedException {
        pool.shutdownNow();
        for (Map.Entry<TestEngine, Deque<String>> of : images.entrySet()) {
            List<String> command = new ArrayList<>(List.of("image", "rm"));
            command.addAll(of.getValue());
            // those that were never made, or that went with one before them, are refused one by one
            of.getKey().run(command);
        }
    }

    @TestFactory
    Stream<DynamicNode> shouldBuildTheSameImage() throws IOException, InterruptedException {
        List<TestEngine> engines = TestEngine.named(System.getenv());
        SplitBuilder splitBuilder = SplitBuilder.find();
        if (engines.isEmpty() || splitBuilder == null) {
            String why = splitBuilder == null
                    ? "no split builder is on the class path"
                    : "neither MSB_DOCKER_20 nor MSB_DOCKER_26 names a client";
            System.out.println("split = unsplit: skipped, " + why);
            return Stream.of(dynamicTest("skipped: " + why, () -> abort(why)));
        }
        String pattern = System.getProperty("equal.cases", ".*");
        List<EqualCase> cases =
                EqualCase.all().stream().filter(c -> c.name().matches(pattern)).toList();
        List<DynamicNode> containers = new ArrayList<>();
        for (TestEngine engine : engines) {
            containers.add(container(engine, cases, splitBuilder));
        }
        return containers.stream();
    }

    private DynamicNode container(TestEngine engine, List<EqualCase> cases, SplitBuilder splitBuilder)
            throws IOException, InterruptedException {
        if (!engine.has(base)) {
            String why = "engine " + engine + " does not answer or has no image " + base;
            System.out.println("split = unsplit: skipped, " + why);
            return dynamicTest(engine + " skipped", () -> abort(why));
        }
        List<DynamicNode> tests = new ArrayList<>();
        for (EqualCase testCase : cases) {
            if (testCase.isFor(engine)) {
                Future<List<ImageDifference>> result = pool.submit(() -> differences(engine, testCase, splitBuilder));
                tests.add(dynamicTest(testCase.name(), () -> assertEqual(engine, testCase, result)));
            }
        }
        return dynamicContainer(engine.name(), tests);
    }

    private static void assertEqual(TestEngine engine, EqualCase testCase, Future<List<ImageDifference>> result)
            throws Exception {
        List<ImageDifference> differences;
        try {
            differences = result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TestAbortedException aborted) {
                throw aborted;
            }
            throw new AssertionError(
                    engine + " " + testCase.name() + ": " + e.getCause().getMessage(), e.getCause());
        }
        differences.forEach(d -> System.out.println(engine + " " + testCase.name() + ": " + d));
        assertThat(differences).as("%s on %s", testCase.name(), engine).isEmpty();
    }

    private List<ImageDifference> differences(TestEngine engine, EqualCase testCase, SplitBuilder splitBuilder)
            throws Exception {
        Path folder = Files.createDirectories(work.resolve(engine + "-" + testCase.name()));
        Path context = Files.createDirectory(folder.resolve("context"));
        createContext(testCase, context);
        String name = "equal-" + RUN + "-" + engine + "-" + testCase.name();
        String split = name + ":split";
        String unsplit = name + ":unsplit";
        toRemove(engine).addFirst(split);
        toRemove(engine).addFirst(unsplit);
        splitBuilder.build(new SplitBuilder.Request(
                engine, context, context.resolve(testCase.dockerfile()), testCase.target(), testCase.args(), split));
        buildUnsplit(engine, testCase, context, unsplit);
        return ImageDifference.between(
                snapshot(engine, unsplit, folder.resolve("unsplit.tar")),
                snapshot(engine, split, folder.resolve("split.tar")));
    }

    private Deque<String> toRemove(TestEngine engine) {
        return images.computeIfAbsent(engine, e -> new ConcurrentLinkedDeque<>());
    }

    /** Runs {@code docker build} and notes the images it leaves, last ones first: they stand on the earlier ones. */
    private TestEngine.Result build(TestEngine engine, EqualCase testCase, Path context, String dockerfile, String tag)
            throws IOException, InterruptedException {
        TestEngine.Result result = UnsplitBuild.run(engine, testCase, context, dockerfile, tag);
        Deque<String> made = new ArrayDeque<>();
        UnsplitBuild.imagesMade(result.output()).forEach(made::addFirst);
        toRemove(engine).addAll(made);
        return result;
    }

    private void createContext(EqualCase testCase, Path context) throws IOException {
        try {
            CaseContext.create(testCase, context, base);
        } catch (InvalidPathException e) {
            abort(testCase.name() + " needs file names that this Java cannot write; set LC_ALL=C.UTF-8");
        }
    }

    /**
     * Builds what is expected. A builder that runs stages which the target does not need must fail on a case that has a
     * reference (or the case proves nothing), and then gets the reference.
     */
    private void buildUnsplit(TestEngine engine, EqualCase testCase, Path context, String tag)
            throws IOException, InterruptedException {
        String dockerfile = testCase.dockerfile();
        @Nullable
        String reference = engine.kinds().stream()
                .map(testCase.references()::get)
                .filter(r -> r != null)
                .findFirst()
                .orElse(null);
        if (reference != null) {
            assertThat(UnsplitBuild.run(engine, testCase, context, dockerfile, tag)
                            .status())
                    .as("docker build runs the stage that must not run")
                    .isNotZero();
            dockerfile = reference;
        }
        TestEngine.Result result = build(engine, testCase, context, dockerfile, tag);
        assertThat(result.status()).as("docker build: %s", result.output()).isZero();
    }

    private static ImageSnapshot snapshot(TestEngine engine, String image, Path archive)
            throws IOException, InterruptedException {
        TestEngine.Result saved = engine.run(List.of("image", "save", "-o", archive.toString(), image));
        assertThat(saved.status()).as("docker image save: %s", saved.output()).isZero();
        try {
            return ImageSnapshot.read(archive);
        } finally {
            Files.delete(archive);
        }
    }
}
