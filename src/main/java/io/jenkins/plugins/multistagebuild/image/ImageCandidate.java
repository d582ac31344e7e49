package io.jenkins.plugins.multistagebuild.image;

import java.util.List;
import java.util.Objects;

/**
 * One of the images that an archive holds, before it is read.
 *
 * @param references its names; empty if it has none
 * @param id digest of its configuration ({@code sha256:…})
 * @param platform {@code os/architecture[/variant]}
 */
public record ImageCandidate(List<String> references, String id, String platform) {
    private static final int SHORT_ID = 12;
    private static final String DIGEST_PREFIX = "sha256:";

    public ImageCandidate {
        references = List.copyOf(references);
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(platform, "platform");
    }

    /** Whether the text names this image: one of its references, its platform, or (the beginning of) its ID. */
    boolean isNamed(String selector) {
        String familiar = ManifestReader.familiar(selector);
        if (references.contains(familiar) || references.contains(familiar + ":latest") || platform.equals(selector)) {
            return true;
        }
        String hex = selector.startsWith(DIGEST_PREFIX) ? selector.substring(DIGEST_PREFIX.length()) : selector;
        return hex.length() >= SHORT_ID && id.startsWith(DIGEST_PREFIX + hex);
    }

    /** {@code movies:1 (linux/amd64)}. */
    @Override
    public String toString() {
        String name = references.isEmpty()
                ? id.substring(0, Math.min(id.length(), DIGEST_PREFIX.length() + SHORT_ID))
                : String.join(", ", references);
        return name + " (" + platform + ")";
    }
}
