package io.jenkins.plugins.multistagebuild.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents and pages as they have to be, in {@code src/test/resources}. */
final class Golden {
    private Golden() {}

    static String text(String name) throws IOException {
        return Files.readString(Path.of(
                System.getProperty("house", "."),
                "src/test/resources/io/jenkins/plugins/multistagebuild/report",
                name));
    }
}
