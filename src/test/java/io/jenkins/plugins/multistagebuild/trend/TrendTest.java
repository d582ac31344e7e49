package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read out of an index. */
class TrendTest {
    private static final Instant START = Instant.ofEpochMilli(TrendPoints.START);

    /** Sizes of builds 1, 2, …, one a day. */
    private static List<TrendPoint> sizes(long... bytes) {
        return IntStream.rangeClosed(1, bytes.length)
                .mapToObj(build -> TrendPoints.point(build, bytes[build - 1]))
                .toList();
    }

    @Test
    void shouldCompareWithTheBuildBeforeAndWithThirtyDaysAgo() {
        long[] bytes = IntStream.rangeClosed(1, 40).mapToLong(i -> i * 1000L).toArray();
        ImageTrend trend = ImageTrend.of(sizes(bytes), START.plus(Duration.ofDays(40)));
        assertThat(trend.latest().build()).isEqualTo(40);
        assertThat(trend.changeBytes()).isEqualTo(1000);
        // Build 9 is from before day 10, so that is the size the image had when the 30 days began.
        assertThat(trend.growthBytes()).isEqualTo(31_000);
        assertThat(trend.recent())
                .hasSize(30)
                .startsWith(9000L)
                .endsWith(40_000L)
                .isSorted();
        assertThat(trend.headRoomBytes()).isEqualTo(20_000_000 - 40_000);
    }

    @Test
    void shouldHaveNothingToCompareWithAtFirst() {
        ImageTrend trend = ImageTrend.of(sizes(25_000_000), START);
        assertThat(trend.changeBytes()).isNull();
        assertThat(trend.growthBytes()).isNull();
        assertThat(trend.recent()).containsExactly(25_000_000L);
        assertThat(trend.headRoomBytes()).isEqualTo(-5_000_000);
    }

    @Test
    void shouldNotGrowWhereNothingWasBuiltForThirtyDays() {
        ImageTrend trend = ImageTrend.of(sizes(10, 20, 30), START.plus(Duration.ofDays(100)));
        assertThat(trend.changeBytes()).isEqualTo(10);
        assertThat(trend.growthBytes()).isEqualTo(10);
        assertThat(trend.recent()).containsExactly(20L, 30L);
    }

    @Test
    void shouldTakePartOfATrend() {
        List<TrendPoint> points = sizes(1, 2, 3, 4, 5);
        assertThat(TrendRange.ALL.of(points)).isEqualTo(points);
        assertThat(range("2", null, null).of(points)).isEqualTo(points.subList(3, 5));
        assertThat(range("all", "", " ").of(points)).isEqualTo(points);
        String second = START.plus(Duration.ofDays(2)).toString().substring(0, 10);
        String third = START.plus(Duration.ofDays(3)).toString().substring(0, 10);
        assertThat(range(null, second, third).of(points)).isEqualTo(points.subList(1, 3));
        assertThat(range("1", second, third).of(points)).isEqualTo(points.subList(2, 3));
        assertThat(range("1", third, second).of(points)).isEmpty();
    }

    @Test
    void shouldRefuseARangeThatIsNone() {
        assertThatThrownBy(() -> range("-3", null, null))
                .hasMessage("last is '-3'; give a number of builds from 1 on, or all");
        assertThatThrownBy(() -> range("many", null, null))
                .hasMessage("last is 'many'; give a number of builds, or all");
        assertThatThrownBy(() -> range(null, "yesterday", null))
                .hasMessage("date is 'yesterday'; give a day such as 2026-01-31");
    }

    private static TrendRange range(String last, String from, String until) {
        return TrendRange.parse(last, from, until, ZoneOffset.UTC);
    }

    @Test
    void shouldDrawASparkline() {
        assertThat(new Sparkline(List.of(10L, 20L, 15L)).points()).isEqualTo("2,14 30,2 58,8");
        assertThat(new Sparkline(List.of(7L, 7L)).points()).isEqualTo("2,8 58,8");
        assertThat(new Sparkline(List.of(7L)).isDrawn()).isFalse();
    }

    @Test
    void shouldShowTheCallOfTheLatestBuildFirst() {
        TrendPoint old = TrendPoints.point(3, 1);
        TrendPoint client =
                new TrendPoint(4, 0, "client", "c:4", 1, null, null, null, GateMark.INACTIVE, null, List.of());
        Trend trend = new Trend(List.of(old, client));
        assertThat(trend.calls()).containsExactly("client", "image-size");
        assertThat(trend.mainCall()).isEqualTo("client");
        assertThat(trend.of("image-size")).containsExactly(old);
        assertThat(trend.of("unknown")).isEmpty();
        assertThat(Trend.EMPTY.mainCall()).isEmpty();
    }
}
