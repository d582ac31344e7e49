package io.jenkins.plugins.multistagebuild.jenkins.view;

import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Hands the file of a report on as it lies in the build's folder: compressed to whom that is welcome, otherwise unzipped on
 * the way. It is never held in memory as a whole, and never parsed.
 */
final class StoredReport {
    private static final String GZIP = "gzip";
    private static final int BUFFER = 1 << 14;

    /** A coding that is named only to refuse it: {@code gzip;q=0}. */
    private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(?:\\.0{0,3})?\\s*$");

    private StoredReport() {}

    static void send(Path file, StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        // One handle, since the file may be replaced meanwhile.
        try (FileChannel content = FileChannel.open(file);
                InputStream stored = Channels.newInputStream(content)) {
            response.setHeader("Vary", "Accept-Encoding");
            if (request.checkIfModified(Files.getLastModifiedTime(file).toMillis(), response)) {
                return;
            }
            boolean compressed = file.toString().endsWith(".gz");
            if (compressed && !takesGzip(request.getHeader("Accept-Encoding"))) {
                send(new GZIPInputStream(stored, BUFFER), response);
                return;
            }
            if (compressed) {
                response.setHeader("Content-Encoding", GZIP);
            }
            response.setContentLengthLong(content.size());
            send(stored, response);
        } catch (NoSuchFileException e) {
            response.sendError(
                    HttpServletResponse.SC_NOT_FOUND,
                    Messages.StoredReport_missing(String.valueOf(file.getFileName())));
        } catch (EOFException | ZipException e) {
            damaged(file, e, response);
        }
    }

    private static void send(InputStream content, StaplerResponse2 response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        content.transferTo(response.getOutputStream());
    }

    /** Says so, or breaks the answer off if it has begun. */
    private static void damaged(Path file, IOException e, StaplerResponse2 response) throws IOException {
        if (response.isCommitted()) {
            throw e;
        }
        response.sendError(
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                Messages.StoredReport_damaged(String.valueOf(file.getFileName()), e.getMessage()));
    }

    /** Whether an answer may be compressed, by the header that says so. */
    static boolean takesGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.split(",")) {
            String name = coding.split(";", 2)[0].strip();
            if (name.equalsIgnoreCase(GZIP)) {
                return !REFUSED.matcher(coding).find();
            }
        }
        return false;
    }
}
