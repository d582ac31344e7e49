package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a Dockerfile, built by the program with a real engine, which keeps nothing of it. */
abstract class EngineBuild {
    static final String BASE = TestDocker.BASE;
    static final String TAG =
            "multi-stage-build/test-" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    Path context;
    TestDocker docker;

    @BeforeEach
    void context() throws IOException {
        context = Files.createDirectories(folder.resolve("context"));
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (docker != null) {
            for (String image : docker.ask("images", "--format", "{{.Repository}}:{{.Tag}}", TAG)
                    .split("\\s+")) {
                if (!image.isEmpty()) {
                    docker.ask("rmi", image);
                }
            }
        }
    }

    Program use(TestDocker used) throws IOException {
        docker = used;
        return used.program(folder).in(folder);
    }

    void dockerfile(String text) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), text.replace("BASE", BASE));
    }

    Program.Ended done(Program.Ended ended, int status) throws Exception {
        ended.hasStatus(status).leftNothing();
        docker.keepsNothingOf(folder);
        assertThat(ended.err()).doesNotContain("\tat ", "Exception", "\u001b");
        assertThat(ended.out()).doesNotContain("\u001b");
        return ended;
    }

    SizeReport report() throws Exception {
        return ReportJson.read(folder.resolve("report/report.json"));
    }

    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.list(folder.resolve("report/logs"))) {
            for (Path log : logs.toList()) {
                all.append(Files.readString(log));
            }
        }
        return all.toString();
    }

    static Stream<TestDocker> dockers() {
        return TestDocker.all();
    }
}
