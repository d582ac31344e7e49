package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.json.JsonTree;
import io.jenkins.plugins.multistagebuild.report.HtmlReport;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.TextSummary;
import java.time.Duration;

/**
 * Has the virtual machine load what comes after the first stage while the engine builds it and this program only waits:
 * reading the engine's answers, printing a summary, writing a report. The first use of each costs some tenths of a second,
 * for which a stage or the end of the build would otherwise wait.
 */
final class HeadStart {
    private static final int WIDTH = 80;

    /** Until the engine's client has started, which would otherwise wait for what is not needed yet. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private HeadStart() {}

    /**
     * Begins on a thread of its own, which nobody has to wait for.
     *
     * @param empty a report of this build without any figures
     * @param written whether the report will be written to files; the JSON library's work for that is the most
     */
    static void begin(SizeReport empty, boolean written) {
        Thread thread = new Thread(
                () -> {
                    if (waited()) {
                        take(empty, written);
                    }
                },
                "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean waited() {
        try {
            Thread.sleep(DELAY.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Does once what is done in earnest later; returns how much text came of it. */
    static int take(SizeReport empty, boolean written) {
        JsonTree.load();
        int length = new TextSummary(false, WIDTH).print(empty).length();
        return written
                ? length
                        + ReportJson.print(empty).length()
                        + HtmlReport.render(empty).length()
                : length;
    }
}
