package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * What a command printed and how it ended, run in this JVM: quick, and enough where neither the environment nor a signal
 * matters.
 */
record InProcess(int status, String out, String err) {
    static InProcess run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i] instanceof Path path ? path.toString() : String.valueOf(arguments[i]);
        }
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new InProcess(status, out.toString(), err.toString());
    }

    InProcess hasStatus(int expected) {
        assertThat(status).as("exit status; standard error:%n%s", err).isEqualTo(expected);
        return this;
    }

    /** Bad input: status 2, nothing on standard output, one message and no stack trace. */
    String complaint() {
        hasStatus(ExitStatus.BAD_INPUT);
        assertThat(out).isEmpty();
        assertThat(err).startsWith("error: ").doesNotContain("\tat ").doesNotContain("Exception");
        return err;
    }
}
