package io.jenkins.plugins.multistagebuild.jenkins.trend;

import io.jenkins.plugins.multistagebuild.trend.StageSize;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A call of the step and the images that it made, the oldest first, as the REST API shows them. */
@ExportedBean(defaultVisibility = 2)
public final class ExportedCall {
    private final String id;
    private final List<TrendPoint> points;

    ExportedCall(String id, List<TrendPoint> points) {
        this.id = id;
        this.points = points;
    }

    @Exported
    public String getId() {
        return id;
    }

    @Exported(inline = true)
    public List<Image> getImages() {
        return points.stream().map(Image::new).toList();
    }

    /** An image of one build. */
    @ExportedBean(defaultVisibility = 2)
    public static final class Image {
        private final TrendPoint point;

        Image(TrendPoint point) {
            this.point = point;
        }

        @Exported
        public int getBuild() {
            return point.build();
        }

        /** When it stood, as {@code 2026-01-31T12:00:00Z}. */
        @Exported
        public String getTime() {
            return Instant.ofEpochMilli(point.timeMillis()).toString();
        }

        @Exported
        public String getImage() {
            return point.image();
        }

        @Exported
        public long getUncompressedBytes() {
            return point.uncompressedBytes();
        }

        @Exported
        public @Nullable Long getCompressedBytes() {
            return point.compressedBytes();
        }

        @Exported
        public @Nullable Long getBaselineBytes() {
            return point.baselineBytes();
        }

        @Exported
        public @Nullable Long getLimitBytes() {
            return point.limitBytes();
        }

        @Exported
        public String getGate() {
            return point.gate().toString();
        }

        @Exported
        public @Nullable String getBranch() {
            return point.branch();
        }

        @Exported(inline = true)
        public List<Stage> getStages() {
            return point.stages().stream().map(Stage::new).toList();
        }
    }

    /** A build stage of it. */
    @ExportedBean(defaultVisibility = 2)
    public static final class Stage {
        private final StageSize stage;

        Stage(StageSize stage) {
            this.stage = stage;
        }

        @Exported
        public String getName() {
            return stage.name();
        }

        @Exported
        public long getUncompressedBytes() {
            return stage.bytes();
        }
    }
}
