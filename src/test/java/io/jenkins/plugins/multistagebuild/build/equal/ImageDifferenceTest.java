package io.jenkins.plugins.multistagebuild.build.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.multistagebuild.build.equal.FileEntry.Type;
import io.jenkins.plugins.multistagebuild.build.equal.ImageDifference.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDifferenceTest {
    private static final String PATH = "/o/f";
    private static final FileEntry ENTRY = entry(Type.FILE, 0644, 1, 2, 3, "aa", "", "", Map.of(), "");

    @ParameterizedTest
    @MethodSource("changedEntries")
    void shouldFindEachKindOfDifferenceOfAFile(Kind kind, FileEntry changed, String left, String right) {
        assertThat(ImageDifference.between(imageWith(ENTRY), imageWith(changed)))
                .containsExactly(new ImageDifference(kind, PATH, left, right));
        assertThat(ImageDifference.between(imageWith(changed), imageWith(ENTRY)))
                .containsExactly(new ImageDifference(kind, PATH, right, left));
    }

    static Stream<Arguments> changedEntries() {
        return Stream.of(
                Arguments.of(Kind.TYPE, entry(Type.FIFO, 0644, 1, 2, 3, "aa", "", "", Map.of(), ""), "FILE", "FIFO"),
                Arguments.of(Kind.MODE, entry(Type.FILE, 04644, 1, 2, 3, "aa", "", "", Map.of(), ""), "0644", "4644"),
                Arguments.of(Kind.OWNER, entry(Type.FILE, 0644, 9, 2, 3, "aa", "", "", Map.of(), ""), "1:2", "9:2"),
                Arguments.of(Kind.OWNER, entry(Type.FILE, 0644, 1, 9, 3, "aa", "", "", Map.of(), ""), "1:2", "1:9"),
                Arguments.of(Kind.SIZE, entry(Type.FILE, 0644, 1, 2, 4, "aa", "", "", Map.of(), ""), "3", "4"),
                Arguments.of(Kind.CONTENT, entry(Type.FILE, 0644, 1, 2, 3, "bb", "", "", Map.of(), ""), "aa", "bb"),
                Arguments.of(Kind.LINK_TARGET, entry(Type.FILE, 0644, 1, 2, 3, "aa", "x", "", Map.of(), ""), "", "x"),
                Arguments.of(Kind.HARD_LINKS, entry(Type.FILE, 0644, 1, 2, 3, "aa", "", "/a", Map.of(), ""), "", "/a"),
                Arguments.of(
                        Kind.EXTENDED_ATTRIBUTES,
                        entry(Type.FILE, 0644, 1, 2, 3, "aa", "", "", Map.of("user.x", "61"), ""),
                        "{}",
                        "{user.x=61}"),
                Arguments.of(Kind.DEVICE, entry(Type.FILE, 0644, 1, 2, 3, "aa", "", "", Map.of(), "1:5"), "", "1:5"));
    }

    @Test
    void shouldCoverEveryKindOfDifferenceInThisTest() {
        Set<Kind> ofFiles = changedEntries().map(a -> (Kind) a.get()[0]).collect(Collectors.toSet());
        Set<Kind> others =
                EnumSet.of(Kind.MISSING_FILE, Kind.EXTRA_FILE, Kind.CONFIGURATION, Kind.PLATFORM, Kind.HISTORY);

        assertThat(Stream.concat(ofFiles.stream(), others.stream()))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Kind.values()));
    }

    @Test
    void shouldFindNothingBetweenEqualImages() {
        assertThat(ImageDifference.between(imageWith(ENTRY), imageWith(ENTRY))).isEmpty();
    }

    @Test
    void shouldFindMissingAndExtraFiles() {
        assertThat(ImageDifference.between(imageWith(ENTRY), image(Map.of(), Map.of())))
                .extracting(ImageDifference::kind, ImageDifference::subject)
                .containsExactly(tuple(Kind.MISSING_FILE, PATH));
        assertThat(ImageDifference.between(image(Map.of(), Map.of()), imageWith(ENTRY)))
                .extracting(ImageDifference::kind, ImageDifference::subject)
                .containsExactly(tuple(Kind.EXTRA_FILE, PATH));
    }

    @Test
    void shouldFindChangedMissingAndExtraConfiguration() {
        ImageSnapshot unsplit = image(Map.of("User", "\"a\"", "Cmd", "[\"x\"]"), Map.of());
        ImageSnapshot split = image(Map.of("User", "\"b\"", "Shell", "[\"y\"]"), Map.of());

        assertThat(ImageDifference.between(unsplit, split))
                .containsExactly(
                        new ImageDifference(Kind.CONFIGURATION, "Cmd", "[\"x\"]", ""),
                        new ImageDifference(Kind.CONFIGURATION, "Shell", "", "[\"y\"]"),
                        new ImageDifference(Kind.CONFIGURATION, "User", "\"a\"", "\"b\""));
    }

    @Test
    void shouldFindAnotherPlatform() {
        ImageSnapshot unsplit = new ImageSnapshot("linux/amd64", new TreeMap<>(), List.of(), new TreeMap<>());
        ImageSnapshot split = new ImageSnapshot("linux/arm64", new TreeMap<>(), List.of(), new TreeMap<>());

        assertThat(ImageDifference.between(unsplit, split))
                .containsExactly(new ImageDifference(Kind.PLATFORM, "platform", "linux/amd64", "linux/arm64"));
    }

    @Test
    void shouldFindAnotherHistory() {
        assertThat(ImageDifference.between(history("RUN a", "RUN b"), history("RUN a", "RUN c", "RUN d")))
                .containsExactly(
                        new ImageDifference(Kind.HISTORY, "history[1]", "RUN b", "RUN c"),
                        new ImageDifference(Kind.HISTORY, "history[2]", "", "RUN d"));
    }

    @Test
    void shouldIgnoreOnlyTheHashOfWhatTheClassicBuilderCopied() {
        String first = "/bin/sh -c #(nop) COPY dir:" + "a".repeat(64) + " in /x ";
        String otherHash = "/bin/sh -c #(nop) COPY dir:" + "b".repeat(64) + " in /x ";
        String otherPlace = "/bin/sh -c #(nop) COPY dir:" + "a".repeat(64) + " in /y ";

        assertThat(ImageDifference.between(history(first), history(otherHash))).isEmpty();
        assertThat(ImageDifference.between(history(first), history(otherPlace))).hasSize(1);
        // the classic builder forgets the blank after --chown
        String owned = "COPY --chown=1:2dir:%s in /x ";
        assertThat(ImageDifference.between(
                        history(String.format(owned, "a".repeat(64))), history(String.format(owned, "b".repeat(64)))))
                .isEmpty();
    }

    @Test
    void shouldSayWhereWhatAndWithWhichValues() {
        assertThat(new ImageDifference(Kind.HARD_LINKS, "/o/f", "/o/a", ""))
                .hasToString("/o/f: hard links: unsplit '/o/a', split nothing");
    }

    private static ImageSnapshot history(String... instructions) {
        return new ImageSnapshot("linux/amd64", new TreeMap<>(), List.of(instructions), new TreeMap<>());
    }

    private static ImageSnapshot imageWith(FileEntry entry) {
        return image(Map.of(), Map.of(PATH, entry));
    }

    private static ImageSnapshot image(Map<String, String> config, Map<String, FileEntry> files) {
        return new ImageSnapshot("linux/amd64", new TreeMap<>(config), List.of(), new TreeMap<>(files));
    }

    private static FileEntry entry(
            Type type,
            int mode,
            long uid,
            long gid,
            long size,
            String sha256,
            String link,
            String hardLinks,
            Map<String, String> xattrs,
            String device) {
        return new FileEntry(type, mode, uid, gid, size, sha256, link, hardLinks, new TreeMap<>(xattrs), device);
    }
}
