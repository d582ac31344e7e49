package io.jenkins.plugins.multistagebuild.jenkins.token;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitBuildAction;
import io.jenkins.plugins.multistagebuild.jenkins.view.SizeHeadline;
import io.jenkins.plugins.multistagebuild.report.Savings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a token tells of an image. The names are those of the tokens. */
enum SizeToken {
    /** The uncompressed size. */
    IMAGE_SIZE((call, plain) -> size(call.getUncompressedBytes(), plain)),
    /** What a registry stores. */
    IMAGE_SIZE_COMPRESSED((call, plain) -> size(call.getCompressedBytes(), plain, Messages.SizeToken_notMeasured())),
    /** What the single-stage image takes on disk. */
    IMAGE_SIZE_BASELINE((call, plain) -> size(call.getBaselineBytes(), plain, Messages.SizeToken_noBaseline())),
    /** By how much the image is smaller than the single-stage image; negative if it is larger. */
    IMAGE_SIZE_REDUCTION(SizeToken::reduction),
    /** How much larger it is than the image of the build that it is compared with; negative if it is smaller. */
    IMAGE_SIZE_DELTA(SizeToken::delta),
    /** What people call that build. */
    IMAGE_SIZE_REFERENCE(
            (call, plain) -> Objects.requireNonNullElseGet(call.getReferenceLabel(), Messages::SizeToken_noReference)),
    /** The most that it may weigh. */
    IMAGE_SIZE_BUDGET((call, plain) -> size(call.getBudgetBytes(), plain, Messages.SizeToken_noBudget())),
    /** How it did against its limits, as {@code gateResult} of the step says it. */
    IMAGE_SIZE_GATE((call, plain) -> String.valueOf(call.getGate())),
    /** The sentence that every view of the image begins with. */
    IMAGE_SIZE_SUMMARY((call, plain) -> SizeHeadline.sentence(call));

    private interface Words {
        String of(SplitBuildAction call, boolean plain);
    }

    private final Words words;

    SizeToken(Words words) {
        this.words = words;
    }

    /**
     * The text that stands for the token.
     *
     * @param call that made an image
     * @param plain whether sizes are plain numbers of bytes
     */
    String text(SplitBuildAction call, boolean plain) {
        return words.of(call, plain);
    }

    private static String reduction(SplitBuildAction call, boolean plain) {
        Savings savings = call.getSavings();
        if (savings == null || savings.percentText() == null) {
            return Messages.SizeToken_noBaseline();
        }
        return plain ? String.valueOf(savings.bytes()) : (savings.bytes() < 0 ? "-" : "") + savings.percentText();
    }

    private static String delta(SplitBuildAction call, boolean plain) {
        Long before = call.getReferenceBytes();
        if (before == null) {
            return Messages.SizeToken_noReference();
        }
        long delta = call.getUncompressedBytes() - before;
        return plain ? String.valueOf(delta) : ByteSize.formatDelta(delta);
    }

    private static String size(long bytes, boolean plain) {
        return plain ? String.valueOf(bytes) : ByteSize.format(bytes);
    }

    private static String size(@Nullable Long bytes, boolean plain, String otherwise) {
        return bytes == null ? otherwise : size(bytes.longValue(), plain);
    }
}
