package io.jenkins.plugins.multistagebuild.image;

import java.io.IOException;

/** The bytes are no tar, or a damaged one. */
final class TarFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TarFormatException(String message) {
        super(message);
    }
}
