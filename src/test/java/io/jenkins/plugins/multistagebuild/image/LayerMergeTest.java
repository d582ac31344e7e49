package io.jenkins.plugins.multistagebuild.image;

import static io.jenkins.plugins.multistagebuild.image.TestArchive.tar;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerMergeTest {
    @Test
    void shouldLetUpperFilesHideLowerOnes() throws Exception {
        FileTree tree = merge(
                tar().file("a", 10).file("b", 20).bytes(), tar().file("a", 5).bytes());
        assertThat(paths(tree)).containsExactly("/a", "/b");
        assertThat(tree.bytes()).isEqualTo(25);
        assertThat(tree.find("/a").layer()).isEqualTo(1);
    }

    @Test
    void shouldApplyWhiteoutsToLowerLayersOnly() throws Exception {
        FileTree tree = merge(
                tar().directory("d")
                        .file("d/x", 1)
                        .file("d/y", 1)
                        .file("keep", 1)
                        .file("dd", 1)
                        .bytes(),
                tar().directory("d").file("d/new", 1).file(".wh.d", 0).bytes());
        assertThat(paths(tree)).containsExactly("/d", "/d/new", "/dd", "/keep");
    }

    @Test
    void shouldApplyOpaqueDirectoriesWhereverTheyStand() throws Exception {
        byte[] lower = tar().directory("d")
                .file("d/x", 1)
                .directory("d/sub")
                .file("d/sub/z", 1)
                .bytes();
        assertThat(paths(merge(
                        lower, tar().file("d/new", 1).file("d/.wh..wh..opq", 0).bytes())))
                .containsExactly("/d", "/d/new");
        assertThat(paths(merge(
                        lower, tar().file("d/.wh..wh..opq", 0).file("d/new", 1).bytes())))
                .containsExactly("/d", "/d/new");
    }

    @Test
    void shouldIgnoreBookKeepingOfAufs() throws Exception {
        assertThat(paths(merge(tar().file(".wh..wh.plnk", 0).file("a", 1).bytes())))
                .containsExactly("/a");
    }

    @Test
    void shouldReplaceDirectoriesAndFilesByEachOther() throws Exception {
        assertThat(paths(merge(
                        tar().directory("a").file("a/b", 1).bytes(),
                        tar().file("a", 3).bytes())))
                .containsExactly("/a");
        assertThat(paths(merge(
                        tar().symbolicLink("a", "usr/a").bytes(),
                        tar().file("a/b", 3).bytes())))
                .containsExactly("/a/b");
        assertThat(paths(merge(
                        tar().directory("a").file("a/b", 1).bytes(),
                        tar().directory("a").bytes())))
                .containsExactly("/a", "/a/b");
    }

    @Test
    void shouldNoticeWhatLiesInTheWayAfterAWhiteout() throws Exception {
        byte[] lower = tar().directory("d").directory("d/e").file("d/e/x", 1).bytes();
        assertThat(paths(merge(
                        lower,
                        tar().file("d/e/new", 1).file(".wh.d", 0).bytes(),
                        tar().file("d", 1).bytes())))
                .containsExactly("/d");
        assertThat(paths(merge(
                        lower,
                        tar().file("d/e/new", 1)
                                .file("d", 1)
                                .file("d/e/late", 1)
                                .bytes())))
                .containsExactly("/d/e/late");
    }

    @Test
    void shouldHideWhatLiesBelowAPathWithoutAnEntry() throws Exception {
        assertThat(paths(merge(
                        tar().symbolicLink("c", "elsewhere").file("c/a", 1).bytes(),
                        tar().file("c/c", 1).file(".wh.c", 0).bytes())))
                .containsExactly("/c/c");
    }

    @Test
    void shouldCountHardLinksOnce() throws Exception {
        FileTree tree = merge(
                tar().file("a", 100).hardLink("b", "a").hardLink("c", "./b").bytes());
        assertThat(tree.bytes()).isEqualTo(100);
        assertThat(tree.fileCount()).isEqualTo(3);
        assertThat(tree.find("/c").linkTarget()).isEqualTo("/a");
        assertThat(tree.largestFiles(5)).extracting(ImageFile::path).containsExactly("/a");
    }

    @Test
    void shouldKeepTheBytesOfAHardLinkWhoseFirstNameIsGone() throws Exception {
        FileTree tree = merge(
                tar().file("a", 100).hardLink("b", "a").hardLink("c", "a").bytes(),
                tar().file(".wh.a", 0).bytes());
        assertThat(tree.bytes()).isEqualTo(100);
        assertThat(tree.find("/b").type()).isEqualTo(ImageFile.Type.FILE);
        assertThat(tree.find("/c").linkTarget()).isEqualTo("/b");
        FileTree replaced = merge(
                tar().file("a", 100).hardLink("b", "a").bytes(),
                tar().file("a", 7).bytes());
        assertThat(replaced.bytes()).isEqualTo(107);
    }

    @Test
    void shouldLetALinkToALinkShareItsContent() throws Exception {
        FileTree tree = merge(
                tar().file("a", 100).hardLink("b", "a").bytes(),
                tar().file("a", 7).hardLink("c", "b").bytes());
        assertThat(tree.bytes()).isEqualTo(107);
        assertThat(tree.find("/c").linkTarget()).isEqualTo("/b");
        FileTree circle = merge(
                tar().file("a", 100).hardLink("b", "a").bytes(),
                tar().hardLink("a", "b").hardLink("c", "b").bytes());
        assertThat(circle.bytes()).isEqualTo(100);
        assertThat(circle.fileCount()).isEqualTo(3);
    }

    @Test
    void shouldTreatAHardLinkToASymbolicLinkAsOne() throws Exception {
        FileTree tree =
                merge(tar().symbolicLink("a", "/target").hardLink("b", "a").bytes());
        assertThat(tree.find("/b").type()).isEqualTo(ImageFile.Type.SYMBOLIC_LINK);
        assertThat(tree.find("/b").linkTarget()).isEqualTo("/target");
    }

    @Test
    void shouldSurviveADanglingHardLink() throws Exception {
        FileTree tree = merge(tar().hardLink("b", "nowhere").bytes());
        assertThat(tree.find("/b").type()).isEqualTo(ImageFile.Type.FILE);
        assertThat(tree.bytes()).isZero();
    }

    @Test
    void shouldOrderLargestFilesBySizeThenPath() throws Exception {
        FileTree tree = merge(
                tar().file("b", 5).file("a", 5).file("c", 9).file("empty", 0).bytes());
        assertThat(tree.largestFiles(2)).extracting(ImageFile::path).containsExactly("/c", "/a");
        assertThat(tree.largestFiles(9)).hasSize(3);
        assertThat(tree.largestFiles(0)).isEmpty();
    }

    /** The cases on which dive says 20, 10 and 0 bytes of waste: it counts a rewritten file twice and no directory. */
    @Test
    void shouldCountWhatUpperLayersOverwriteOrDelete() throws Exception {
        byte[] base = tar().file("base", 100).bytes();
        assertThat(merge(base, tar().file("f", 10).bytes(), tar().file("f", 10).bytes())
                        .wastedBytes())
                .as("rewritten")
                .isEqualTo(10);
        assertThat(merge(
                                base,
                                tar().file("f", 10).bytes(),
                                tar().file(".wh.f", 0).bytes())
                        .wastedBytes())
                .as("deleted")
                .isEqualTo(10);
        byte[] directory = tar().directory("d")
                .directory("d/e")
                .file("d/e/x", 15)
                .file("d/y", 5)
                .bytes();
        assertThat(merge(base, directory, tar().file(".wh.d", 0).bytes()).wastedBytes())
                .as("deleted with its directory")
                .isEqualTo(20);
        assertThat(merge(base, directory, tar().file("d/.wh..wh..opq", 0).bytes())
                        .wastedBytes())
                .as("hidden by an opaque directory")
                .isEqualTo(20);
        assertThat(merge(base, directory, tar().file("d", 1).bytes()).wastedBytes())
                .as("replaced by a file")
                .isEqualTo(20);
    }

    @Test
    void shouldCountWhatIsWastedOnceAndOnlyThat() throws Exception {
        assertThat(merge(tar().file("a", 10).file("b", 20).bytes()).wastedBytes())
                .isZero();
        assertThat(merge().wastedBytes()).isZero();
        assertThat(merge(
                                tar().file("f", 5).bytes(),
                                tar().file("f", 10).bytes(),
                                tar().file("f", 7).bytes())
                        .wastedBytes())
                .as("rewritten twice")
                .isEqualTo(15);
        assertThat(merge(
                                tar().file("a", 100).hardLink("b", "a").bytes(),
                                tar().file(".wh.a", 0).bytes())
                        .wastedBytes())
                .as("a hard link still holds it")
                .isZero();
        assertThat(merge(
                                tar().file("a", 100).hardLink("b", "a").bytes(),
                                tar().file(".wh.a", 0).file(".wh.b", 0).bytes())
                        .wastedBytes())
                .as("both names are gone")
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, /a/b",
        "./a, /a",
        "/a/, /a",
        "a//b, /a/b",
        "a/./b, /a/b",
        "a/../b, /b",
        "../../etc, /etc",
        "./, ''",
        ".hidden, /.hidden",
        "a/.hidden, /a/.hidden",
        "a/..b, /a/..b",
        "., ''",
        "/, ''",
        "'', ''"
    })
    void shouldNormalizeNames(String name, String path) {
        assertThat(LayerMerge.normalize(name)).isEqualTo(path);
    }

    private static List<String> paths(FileTree tree) {
        return tree.entries().stream().map(ImageFile::path).toList();
    }

    private static FileTree merge(byte[]... layers) throws IOException {
        LayerMerge merge = new LayerMerge();
        for (byte[] layer : layers) {
            merge.nextLayer();
            TarReader reader = new TarReader(new ByteArrayInputStream(layer));
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                merge.add(entry);
            }
        }
        return merge.finish();
    }
}
