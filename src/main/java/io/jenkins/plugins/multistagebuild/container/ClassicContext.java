package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The context of the classic builder. */
record ClassicContext(String dockerfileEntry) implements StandardInput {
    static @Nullable ClassicContext of(BuildRequest request) {
        return null;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.flush();
    }
}
