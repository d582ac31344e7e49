package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.report.HtmlReport;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.TextSummary;

/**
 * Has the virtual machine load what writing a report needs while the engine builds the first stages and this program only
 * waits: the JSON library above all. Its first use would otherwise cost some tenths of a second at the end. A build without
 * a report has no use for it and leaves the processor to the engine.
 */
final class HeadStart {
    private static final int WIDTH = 80;

    private HeadStart() {}

    /**
     * Begins on a thread of its own, which nobody has to wait for.
     *
     * @param empty a report of this build without any figures
     */
    static void begin(SizeReport empty) {
        Thread thread = new Thread(() -> take(empty), "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Does once what is done in earnest later; returns how much text came of it. */
    static int take(SizeReport empty) {
        return new TextSummary(false, WIDTH).print(empty).length()
                + ReportJson.print(empty).length()
                + HtmlReport.render(empty).length();
    }
}
