package io.jenkins.plugins.multistagebuild.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerSizesTest {
    @TempDir
    private Path folder;

    private static String digest(int number) {
        return "sha256:" + "%064x".formatted(number);
    }

    @Test
    void shouldKnowWhatWasNotedByOthers() {
        Path made = folder.resolve("made/on/the/way");
        LayerSizes.in(made).add(Map.of(digest(1), 10L));
        LayerSizes.in(made).add(Map.of(digest(2), 20L));

        assertThat(LayerSizes.in(made).read()).containsExactly(Map.entry(digest(1), 10L), Map.entry(digest(2), 20L));
        assertThat(made.resolve("layer-sizes")).content().startsWith(digest(1) + " gzip-6 10\n");
    }

    /** Another version may have found them out in another way, and a full disk may have cut a line short. */
    @Test
    void shouldSkipLinesThatItDoesNotUnderstand() throws Exception {
        Files.writeString(
                folder.resolve("layer-sizes"),
                digest(1) + " zstd-3 10\n" + digest(2) + " gzip-6 20\n\nsha256:12 gzip-6 3\n" + digest(4) + " gz"
                        + digest(5) + " gzip-6 50\n" + digest(6) + " gzip-6 1234567890123456789\n" + digest(7)
                        + " gzip-6 70");

        assertThat(LayerSizes.in(folder).read()).containsExactly(Map.entry(digest(2), 20L), Map.entry(digest(7), 70L));
    }

    @Test
    void shouldTakeTheNewerOfTwoAndForgetTheOldestOfTooMany() {
        LayerSizes sizes = LayerSizes.in(folder);
        Map<String, Long> full = new LinkedHashMap<>();
        for (int i = 0; i < LayerSizes.MOST_LINES; i++) {
            full.put(digest(i), (long) i);
        }
        sizes.add(full);
        assertThat(sizes.read()).hasSize(LayerSizes.MOST_LINES);

        sizes.add(Map.of(digest(9_999), 99L));

        assertThat(sizes.read())
                .hasSize(LayerSizes.MOST_LINES / 2)
                .containsEntry(digest(9_999), 99L)
                .containsKey(digest(LayerSizes.MOST_LINES - 1))
                .doesNotContainKey(digest(0));
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("layer-sizes"));
        sizes.add(Map.of(digest(9_999), 100L));
        assertThat(sizes.read()).containsEntry(digest(9_999), 100L);
    }

    @Test
    void shouldDoWithoutAFileThatCannotBe() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        LayerSizes sizes = LayerSizes.in(inTheWay);

        sizes.add(Map.of(digest(1), 10L));

        assertThat(sizes.read()).isEmpty();
        assertThat(LayerSizes.none().read()).isEmpty();
    }

    @Test
    void shouldBeInTheUsersCache() {
        LayerSizes.ofUser(Map.of("XDG_CACHE_HOME", folder.toString())).add(Map.of(digest(1), 10L));

        assertThat(folder.resolve("multi-stage-build/layer-sizes")).exists();
    }
}
