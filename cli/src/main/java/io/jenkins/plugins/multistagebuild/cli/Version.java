package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.report.Generator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the build put it beside the classes. */
final class Version implements IVersionProvider {

    /** What reports name as their writer. */
    static Generator generator() {
        return new Generator("multi-stage-build", number());
    }

    @Override
    public String[] getVersion() {
        return new String[] {"multi-stage-build " + number()};
    }

    private static String number() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
