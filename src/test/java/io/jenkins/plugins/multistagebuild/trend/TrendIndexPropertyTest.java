package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What a crash at any byte, and damage at any byte, leave of an index. */
class TrendIndexPropertyTest {
    private Path folder;
    private Path file;

    @BeforeProperty
    void prepare() throws IOException {
        folder = Files.createTempDirectory("trend");
        file = folder.resolve("index");
    }

    @AfterProperty
    void tidy() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<TrendPoint>> points() {
        return TrendPoints.any().list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 300)
    void shouldReadWhatWasWritten(@ForAll("points") List<TrendPoint> points) throws IOException {
        TrendIndex index = written(points);
        assertThat(index.read().points()).isEqualTo(latest(points));
        assertThat(index.read().damaged()).isFalse();
    }

    @Property(tries = 300)
    void shouldLoseNoMoreThanTheLineOfACrash(
            @ForAll("points") List<TrendPoint> points, @ForAll @IntRange(min = 0, max = 10_000) int where)
            throws IOException {
        written(points);
        byte[] whole = Files.readAllBytes(file);
        int cut = where % (whole.length + 1);
        Files.write(file, Arrays.copyOf(whole, cut));
        int lines = lines(whole, cut);
        List<TrendPoint> left = latest(points.subList(0, Math.max(0, lines - 1)));
        TrendIndex index = new TrendIndex(file);
        assertThat(index.read().points()).isEqualTo(left);

        TrendPoint next = TrendPoints.point(7, 1);
        boolean torn = cut > 0 && whole[cut - 1] != '\n';
        assertThat(index.append(List.of(next))).isEqualTo(!torn);
        List<TrendPoint> all = new ArrayList<>(left);
        all.add(next);
        assertThat(index.read().points()).isEqualTo(latest(all));
        assertThat(index.read().damaged()).isFalse();
    }

    @Property(tries = 300)
    void shouldNoticeDamageAnywhere(
            @ForAll("points") List<TrendPoint> points,
            @ForAll @IntRange(min = 0, max = 10_000) int where,
            @ForAll @IntRange(min = 1, max = 255) int change)
            throws IOException {
        written(points);
        byte[] bytes = Files.readAllBytes(file);
        bytes[where % bytes.length] ^= (byte) change;
        Files.write(file, bytes);
        IndexContent content = new TrendIndex(file).read();
        assertThat(content.damaged()).isTrue();
        assertThat(points).containsAll(content.points());
    }

    @Property(tries = 200)
    void shouldReadAnythingWithoutFailing(@ForAll byte[] bytes) throws IOException {
        Files.write(file, bytes);
        IndexContent content = new TrendIndex(file).read();
        assertThat(content.points()).isEmpty();
        assertThat(content.damaged()).isEqualTo(bytes.length > 0);
    }

    @Property(tries = 100)
    void shouldForgetADeletedBuildButNotOneOfTheSameNumberAfterIt(@ForAll("points") List<TrendPoint> points)
            throws IOException {
        TrendIndex index = written(points);
        int build = points.get(0).build();
        index.delete(build);
        assertThat(index.read().points())
                .isEqualTo(latest(
                        points.stream().filter(point -> point.build() != build).toList()));
        index.append(List.of(points.get(0)));
        assertThat(index.read().points()).contains(points.get(0));
    }

    @Property(tries = 100)
    void shouldHoldTheSameAfterItWasWrittenAnew(@ForAll("points") List<TrendPoint> points) throws IOException {
        TrendIndex index = written(points);
        index.replace(index.read().points());
        assertThat(index.read()).isEqualTo(new IndexContent(latest(points), false, 0));
        assertThat(folder.toFile().list()).containsExactly("index");
    }

    private TrendIndex written(List<TrendPoint> points) throws IOException {
        Files.deleteIfExists(file);
        TrendIndex index = new TrendIndex(file);
        for (TrendPoint point : points) {
            assertThat(index.append(List.of(point))).isTrue();
        }
        return index;
    }

    private static List<TrendPoint> latest(List<TrendPoint> points) {
        Map<String, TrendPoint> latest = new TreeMap<>();
        points.forEach(point -> latest.put(point.build() + " " + point.call(), point));
        return latest.values().stream().sorted(TrendPoint.ORDER).toList();
    }

    private static int lines(byte[] bytes, int until) {
        int lines = 0;
        for (int i = 0; i < until; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
