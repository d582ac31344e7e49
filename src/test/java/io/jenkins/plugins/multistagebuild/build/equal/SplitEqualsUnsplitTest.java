package io.jenkins.plugins.multistagebuild.build.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The bar of this project: the image of a split build is the image of {@code docker build}. Every case of the corpus is
 * built both ways, by every builder that it is for, some at a time; some cases also with outputs that travel as tar files.
 * Nothing may be left of it all. The system property {@code equal.cases} may hold a regular expression that picks cases by
 * name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitEqualsUnsplitTest {
    /** The engines wait for the disk as much as for a processor. */
    private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();

    /** One of each kind of thing that a tar file could lose. */
    private static final Set<String> TRAVELLING = Set.of(
            "capabilities",
            "capabilities-and-chown",
            "devices-and-fifo",
            "directory-parents-metadata",
            "directory-root-metadata",
            "empty-directories",
            "extended-attributes",
            "hard-links",
            "long-names",
            "mount-directory-root",
            "names-in-unicode",
            "names-like-whiteouts",
            "names-with-newlines",
            "onbuild-copy-from",
            "owner-by-number",
            "set-uid-set-gid-sticky",
            "symlink-in-directory",
            "symlink-in-parent",
            "wildcard-matching-directories");

    private static final String RUN =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    private final ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    private final Map<TestEngine, Traces> traces = new LinkedHashMap<>();
    private final String base = System.getenv().getOrDefault("MSB_TEST_BASE", "multi-stage-build/busybox:bookworm");
    private final String temporaryFolder = System.getProperty("java.io.tmpdir");

    @TempDir
    private static Path work;

    /** Temporary files get a folder of their own, so that those that stay are seen. */
    @BeforeAll
    void moveTemporaryFolder() throws IOException {
        System.setProperty(
                "java.io.tmpdir", Files.createDirectory(work.resolve("tmp")).toString());
    }

    @AfterAll
    void removeImages() throws IOException, InterruptedException {
        System.setProperty("java.io.tmpdir", temporaryFolder);
        pool.shutdownNow();
        for (Map.Entry<TestEngine, Traces> of : traces.entrySet()) {
            of.getValue().removeImages(of.getKey());
        }
    }

    @TestFactory
    Stream<DynamicNode> shouldBuildTheSameImage() throws Exception {
        List<TestEngine> engines = TestEngine.named(System.getenv());
        if (engines.isEmpty()) {
            return Stream.of(skipped("split = unsplit", "neither MSB_DOCKER_20 nor MSB_DOCKER_26 names a client"));
        }
        String pattern = System.getProperty("equal.cases", ".*");
        List<EqualCase> cases =
                EqualCase.all().stream().filter(c -> c.name().matches(pattern)).toList();
        List<DynamicNode> nodes = new ArrayList<>();
        Map<EngineCases, List<DynamicNode>> tests = new LinkedHashMap<>();
        for (TestEngine engine : engines) {
            if (engine.has(base)) {
                configurations(engine.probed()).forEach(c -> tests.put(c, new ArrayList<>()));
            } else {
                nodes.add(skipped(engine.name(), "does not answer or has no image " + base));
            }
        }
        // by case and not by engine, so that all engines are busy all the time; but no case both ways at once, for the
        // classic builder looks up layers of the one build that go with the end of the other
        for (boolean travels : List.of(false, true)) {
            for (EqualCase testCase : cases) {
                tests.forEach((configuration, list) -> {
                    if (travels == configuration.travels()) {
                        add(configuration, testCase, list);
                    }
                });
            }
        }
        tests.forEach((configuration, list) -> nodes.add(dynamicContainer(configuration.name(), list)));
        traces.forEach((engine, all) ->
                nodes.add(dynamicTest(engine + " has nothing left of it", () -> assertNothingLeft(engine, all))));
        nodes.add(dynamicTest("no temporary file is left", () -> assertThat(work.resolve("tmp"))
                .isEmptyDirectory()));
        return nodes.stream();
    }

    private List<EngineCases> configurations(TestEngine engine) throws ContainerException, InterruptedException {
        ContainerEngine driver = engine.driver();
        Traces all = traces.computeIfAbsent(engine, e -> new Traces());
        return List.of(
                new EngineCases(engine, driver, new LocalSplitBuilder(), engine.name(), base, work, all),
                new EngineCases(engine, driver, new TarSplitBuilder(), engine.name() + "-tar", base, work, all));
    }

    private void add(EngineCases configuration, EqualCase testCase, List<DynamicNode> tests) {
        if (configuration.travels() && !TRAVELLING.contains(testCase.name())) {
            return;
        }
        if (testCase.isFor(configuration.engine())) {
            FutureTask<List<ImageDifference>> result = new FutureTask<>(() -> configuration.differences(testCase, RUN));
            pool.execute(result);
            tests.add(dynamicTest(testCase.name(), () -> assertEqual(configuration, testCase, result::get)));
        } else if (testCase.needsCopyFlags() && !configuration.engine().isClassic()) {
            tests.add(skipped(testCase.name(), configuration.name() + " knows no COPY --parents and --exclude"));
        }
    }

    /** Looks for what is left, after seeing that the look would find something. */
    private void assertNothingLeft(TestEngine engine, Traces all) throws IOException, InterruptedException {
        String forgotten = Traces.NAME + RUN + "0000:forgotten";
        all.read("naming to " + forgotten);
        engine.run(List.of("image", "tag", base, forgotten));
        assertThat(all.left(engine)).contains("image " + forgotten);
        engine.run(List.of("image", "rm", forgotten));
        assertThat(all.left(engine)).isEmpty();
    }

    private static DynamicNode skipped(String what, String why) {
        System.out.println(what + " skipped: " + why);
        return dynamicTest(what, () -> abort(why));
    }

    private static void assertEqual(
            EngineCases configuration, EqualCase testCase, Callable<List<ImageDifference>> result) throws Exception {
        String where = configuration.name() + " " + testCase.name();
        List<ImageDifference> differences;
        try {
            differences = result.call();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TestAbortedException aborted) {
                throw aborted;
            }
            throw new AssertionError(where + ": " + e.getCause().getMessage(), e.getCause());
        }
        differences.forEach(d -> System.out.println(where + ": " + d));
        assertThat(differences).as(where).isEmpty();
    }
}
