package io.jenkins.plugins.multistagebuild.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that a real engine writes. Skipped where no docker answers; DOCKER names another client. */
class EngineArchiveTest {
    private static final String DOCKER = System.getenv().getOrDefault("DOCKER", "docker");

    private final String image = "multi-stage-build-test-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    @BeforeEach
    void requireEngine() throws Exception {
        boolean answers;
        try {
            answers = run(DOCKER, "version").status() == 0;
        } catch (IOException e) {
            answers = false;
        }
        assumeTrue(answers, "no docker engine answers: archives of a real engine were not read");
    }

    @AfterEach
    void removeImages() throws Exception {
        run(DOCKER, "rmi", "--force", image + ":2", image + ":1");
    }

    @Test
    void shouldReadWhatDockerSaves() throws Exception {
        byte[] base = TestArchive.tar()
                .directory("etc")
                .file("etc/owned", new byte[70_000], 04750, 1001, 1002)
                .symbolicLink("etc/link", "owned")
                .bytes();
        Path tar = Files.write(directory.resolve("base.tar"), base);
        Path context = Files.createDirectory(directory.resolve("context"));
        Files.write(context.resolve("app"), new byte[123_456]);
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + image + ":1\nENV A=1\nCOPY app /opt/app\nCMD [\"/opt/app\"]\n");
        require(run(DOCKER, "import", tar.toString(), image + ":1"));
        require(run(DOCKER, "build", "--tag", image + ":2", context.toString()));
        Path saved = directory.resolve("saved.tar");
        require(run(DOCKER, "save", "--output", saved.toString(), image + ":1", image + ":2"));

        try (ImageArchive archive = ImageArchive.open(saved)) {
            ArchivedImage read = archive.image(image + ":2");
            assertThat(archive.images()).hasSize(2);
            assertThat(read.layers()).hasSize(2);
            assertThat(read.layers().get(1).createdBy()).startsWith("COPY ").endsWith(" /opt/app");
            assertThat(read.files().find("/opt/app").bytes()).isEqualTo(123_456);
            assertThat(read.files().find("/etc/owned"))
                    .isEqualTo(new ImageFile("/etc/owned", ImageFile.Type.FILE, 70_000, 04750, 1001, 1002, 0, null));
            assertThat(read.files().find("/etc/link").linkTarget()).isEqualTo("owned");
            Output id = run(DOCKER, "image", "inspect", "--format", "{{.Id}}", image + ":2");
            assertThat(id.text().strip()).isEqualTo(read.id());
        }
    }

    @Test
    void shouldFindTheWasteInWhatDockerBuilds() throws Exception {
        String base = System.getenv("MSB_TEST_BASE");
        assumeTrue(base != null, "MSB_TEST_BASE names no image with a shell: no waste was built");
        Path context = Files.createDirectory(directory.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + base + "\n"
                        + "RUN mkdir -p /w/d && head -c 30000 /dev/zero >/w/d/deleted && head -c 5000 /dev/zero >/w/again\n"
                        + "RUN head -c 7000 /dev/zero >/w/again\n"
                        + "RUN rm -r /w/d\n");
        require(run(DOCKER, "build", "--tag", image + ":1", context.toString()));
        Path saved = directory.resolve("saved.tar");
        require(run(DOCKER, "save", "--output", saved.toString(), base, image + ":1"));

        try (ImageArchive archive = ImageArchive.open(saved)) {
            FileTree files = archive.image(image + ":1").files();
            long before = archive.image(base).files().wastedBytes();
            assertThat(files.wastedBytes() - before).isEqualTo(30_000 + 5_000);
            assertThat(files.find("/w/again").bytes()).isEqualTo(7_000);
        }
    }

    private static void require(Output output) {
        assertThat(output.status()).as(output.text()).isZero();
    }

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Output(process.waitFor(), text);
    }

    private record Output(int status, String text) {}
}
