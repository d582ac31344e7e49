package io.jenkins.plugins.multistagebuild.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as one self-contained page that opens from disk: no script, no network. */
public final class HtmlReport {
    private static final Template PAGE = Mustache.compiler().escapeHTML(true).compile(resource("report.mustache"));

    private HtmlReport() {}

    /** The page. */
    public static String render(SizeReport report) {
        return PAGE.execute(report);
    }

    /** Writes the page to a file, over what is there. */
    public static void write(SizeReport report, Path file) throws BuildProblemException {
        try {
            Files.writeString(file, render(report));
        } catch (IOException e) {
            throw new BuildProblemException(file + ": the report page cannot be written: " + e, e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The program cannot read its own file " + name, e);
        }
    }
}
