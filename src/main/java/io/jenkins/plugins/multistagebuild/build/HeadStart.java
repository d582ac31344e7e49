package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.JournalPage;

/**
 * Has the virtual machine load what weighing needs while the engine builds the first stages and this program only waits:
 * the JSON library above all, whose first use would otherwise cost some tenths of a second between the last two stages.
 */
final class HeadStart {
    private HeadStart() {}

    /** Begins on a thread of its own, which nobody has to wait for. */
    static void begin() {
        Thread thread = new Thread(
                () -> {
                    JournalPage page = JournalPage.parse(new Journal().page().json());
                    ByteSize.format(page.outputBytes().size());
                },
                "head-start");
        thread.setDaemon(true);
        thread.start();
    }
}
