package io.jenkins.plugins.multistagebuild.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A report as one self-contained page that opens from disk. It has no script and loads nothing, and its own content
 * security policy allows nothing but its one style sheet: the names, paths and instructions on it are others' text.
 */
public final class HtmlReport {
    private static final String STYLE = resource("report.css");
    private static final Template PAGE = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .compile(resource("report.mustache"));

    private HtmlReport() {}

    /** The page, to be stored as UTF-8. */
    public static String render(SizeReport report) {
        return PAGE.execute(new Page(STYLE, digest(STYLE), ReportPage.of(report)));
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

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** What the template sees: its style sheet, and the report. */
    private record Page(String style, String styleDigest, ReportPage report) {}
}
