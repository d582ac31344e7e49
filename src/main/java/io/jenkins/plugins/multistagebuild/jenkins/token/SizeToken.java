package io.jenkins.plugins.multistagebuild.jenkins.token;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitBuildAction;
import io.jenkins.plugins.multistagebuild.jenkins.view.SizeHeadline;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a token tells of an image. The names are those of the tokens. */
enum SizeToken {
    /** The uncompressed size. */
    IMAGE_SIZE {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            return size(call.getUncompressedBytes(), plain);
        }
    },
    /** What a registry stores. */
    IMAGE_SIZE_COMPRESSED {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            return size(call.getCompressedBytes(), plain, Messages.SizeToken_notMeasured());
        }
    },
    /** The uncompressed size of the single-stage image. */
    IMAGE_SIZE_BASELINE {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            return size(call.getBaselineBytes(), plain, Messages.SizeToken_noBaseline());
        }
    },
    /** By how much the image is smaller than the single-stage image; negative if it is larger. */
    IMAGE_SIZE_REDUCTION {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            Long baseline = call.getBaselineBytes();
            if (baseline == null || baseline == 0) {
                return Messages.SizeToken_noBaseline();
            }
            long saved = baseline - call.getUncompressedBytes();
            return plain ? String.valueOf(saved) : String.format(Locale.ROOT, "%.1f %%", saved * 100.0 / baseline);
        }
    },
    /** How much larger it is than the image of the build that it is compared with; negative if it is smaller. */
    IMAGE_SIZE_DELTA {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            Long before = call.getReferenceBytes();
            if (before == null) {
                return Messages.SizeToken_noReference();
            }
            long delta = call.getUncompressedBytes() - before;
            return plain ? String.valueOf(delta) : ByteSize.formatDelta(delta);
        }
    },
    /** What people call that build. */
    IMAGE_SIZE_REFERENCE {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            return Objects.requireNonNullElseGet(call.getReferenceLabel(), Messages::SizeToken_noReference);
        }
    },
    /** The most that it may weigh. */
    IMAGE_SIZE_BUDGET {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            return size(call.getBudgetBytes(), plain, Messages.SizeToken_noBudget());
        }
    },
    /** How it did against its limits, as {@code gateResult} of the step says it. */
    IMAGE_SIZE_GATE {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            return String.valueOf(call.getGate());
        }
    },
    /** The sentence that every view of the image begins with. */
    IMAGE_SIZE_SUMMARY {
        @Override
        String text(SplitBuildAction call, boolean plain) {
            return SizeHeadline.sentence(call);
        }
    };

    /**
     * The text that stands for the token.
     *
     * @param call that made an image
     * @param plain whether sizes are plain numbers of bytes
     */
    abstract String text(SplitBuildAction call, boolean plain);

    private static String size(long bytes, boolean plain) {
        return plain ? String.valueOf(bytes) : ByteSize.format(bytes);
    }

    private static String size(@Nullable Long bytes, boolean plain, String otherwise) {
        return bytes == null ? otherwise : size(bytes.longValue(), plain);
    }
}
