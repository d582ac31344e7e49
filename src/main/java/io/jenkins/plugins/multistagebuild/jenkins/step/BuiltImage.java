package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jspecify.annotations.Nullable;

/** What {@code multiStageBuild} returns; as a text it is the reference of the image. */
public final class BuiltImage implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String image;
    private final String id;
    private final long uncompressedSize;
    private final @Nullable Long compressedSize;
    private final @Nullable Double reduction;
    private final GateResult gateResult;
    private final LinkedHashMap<String, BuiltStage> stages;

    BuiltImage(
            String image,
            String id,
            long uncompressedSize,
            @Nullable Long compressedSize,
            @Nullable Double reduction,
            GateResult gateResult,
            Map<String, BuiltStage> stages) {
        this.image = image;
        this.id = id;
        this.uncompressedSize = uncompressedSize;
        this.compressedSize = compressedSize;
        this.reduction = reduction;
        this.gateResult = gateResult;
        this.stages = new LinkedHashMap<>(stages);
    }

    /** The reference, such as {@code movies:12}. */
    @Whitelisted
    public String getImage() {
        return image;
    }

    /** The image's ID, the digest of its configuration. */
    @Whitelisted
    public String getId() {
        return id;
    }

    /** The sum of the layers' tar bytes. */
    @Whitelisted
    public long getUncompressedSize() {
        return uncompressedSize;
    }

    /** What a registry stores and a pull moves, in bytes; null if it was not measured. */
    @Whitelisted
    public @Nullable Long getCompressedSize() {
        return compressedSize;
    }

    /** By how many per cent the image is smaller than the baseline; null without one, negative if it is larger. */
    @Whitelisted
    public @Nullable Double getReduction() {
        return reduction;
    }

    /** {@code PASSED}, {@code FAILED}, or {@code INACTIVE} where no budget was given. */
    @Whitelisted
    public String getGateResult() {
        return gateResult.name();
    }

    /** The stages that have a branch, by name, in the order of the Dockerfile. */
    @Whitelisted
    public Map<String, BuiltStage> getStages() {
        return Collections.unmodifiableMap(stages);
    }

    @Override
    @Whitelisted
    public String toString() {
        return image;
    }
}
