package io.jenkins.plugins.multistagebuild.trend;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Points that the tests share. */
final class TrendPoints {
    /** Moment of the first build. */
    static final long START = 1_790_000_000_000L;

    private static final long DAY = 86_400_000L;

    private TrendPoints() {}

    /** A build a day, of that size. */
    static TrendPoint point(int build, long bytes) {
        return new TrendPoint(
                build,
                START + build * DAY,
                "image-size",
                "team/movies:" + build,
                bytes,
                bytes / 3,
                350_000_000L,
                20_000_000L,
                bytes > 20_000_000 ? GateMark.FAILED : GateMark.PASSED,
                "main",
                List.of(new StageSize("build", 350_000_000), new StageSize("stage 1", bytes)));
    }

    /** Any point, with any text in it, of few builds and calls, so that some are of the same. */
    static Arbitrary<TrendPoint> any() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<Long> bytes = Arbitraries.longs().greaterOrEqual(0);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of("image-size", "client", "\n", "{\"deleted\":true}"),
                        text,
                        bytes,
                        bytes.injectNull(0.3),
                        Arbitraries.of(GateMark.class),
                        text.injectNull(0.3),
                        Combinators.combine(text, bytes)
                                .as(StageSize::new)
                                .list()
                                .ofMaxSize(3))
                .as((build, call, image, size, other, gate, branch, stages) ->
                        new TrendPoint(build, size / 2, call, image, size, other, other, other, gate, branch, stages));
    }
}
