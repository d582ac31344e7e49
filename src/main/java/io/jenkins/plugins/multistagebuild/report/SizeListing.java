package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ArchivedImage;
import io.jenkins.plugins.multistagebuild.image.CompressedSize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one image weighs, without the build that made it: the answer of the {@code size} command.
 *
 * @param schema version of the document's shape, {@value #SCHEMA}
 * @param platform {@code os/architecture[/variant]}
 * @param created when the image was made, or null if it does not say
 * @param image its figures
 */
public record SizeListing(
        int schema, String platform, @Nullable Instant created, ImageFigures image) {
    /** The version of the shape that this program writes. */
    public static final int SCHEMA = 1;

    public SizeListing {
        Figures.requireText(platform, "platform");
        Figures.requireValue(image, "image");
    }

    /**
     * The listing of an image read from an archive.
     *
     * @param name to show for it
     * @param compressed its measured compressed size, or null if that is not wanted
     * @param diskBytes what the engine says, or null if it comes from no engine
     * @param largest how many of the largest files to list
     */
    public static SizeListing of(
            String name,
            ArchivedImage image,
            @Nullable CompressedSize compressed,
            @Nullable Long diskBytes,
            int largest) {
        return new SizeListing(
                SCHEMA,
                image.platform(),
                image.created(),
                ImageFigures.of(name, image, compressed, diskBytes, largest, false));
    }

    /** The listing as indented JSON, ending in a newline. */
    public String toJson() {
        return SizeJson.print(this) + "\n";
    }
}
