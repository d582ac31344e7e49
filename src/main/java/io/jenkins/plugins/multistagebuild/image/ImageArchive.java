package io.jenkins.plugins.multistagebuild.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.ImageManifest.LayerLocation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An archive of images on disk: the tar of {@code docker save} or {@code podman save}, an OCI archive, or an OCI layout
 * directory. Nothing is unpacked: bare layers are read where they lie, seeking from header to header, and only compressed
 * layers are streamed. The archive must not change while it is open. Several threads may read at the same time.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
public final class ImageArchive implements Closeable {
    private final Path file;
    private final BlobStore store;
    private final List<ImageManifest> manifests;
    private final Map<String, Blob> layerBlobs = new ConcurrentHashMap<>();

    private ImageArchive(Path file, BlobStore store, List<ImageManifest> manifests) {
        this.file = file;
        this.store = store;
        this.manifests = manifests;
    }

    /**
     * Opens an archive and reads its manifests.
     *
     * @throws BuildProblemException if there is no such file, or it is no image archive, cut off or damaged
     */
    public static ImageArchive open(Path file) throws BuildProblemException {
        if (!Files.exists(file)) {
            throw new BuildProblemException(file + ": there is no such file or directory; give the tar that"
                    + " 'docker save' writes, or an OCI layout directory");
        }
        BlobStore store = Files.isDirectory(file) ? new LayoutDirectory(file) : openTar(file);
        try {
            return new ImageArchive(file, store, ArchiveProblem.requireImages(file, ManifestReader.read(store), store));
        } catch (IOException e) {
            throw closing(store, ArchiveProblem.of(file, "", e));
        } catch (BuildProblemException e) {
            throw closing(store, e);
        }
    }

    private static BlobStore openTar(Path file) throws BuildProblemException {
        try {
            return TarBlobStore.open(file);
        } catch (IOException e) {
            throw ArchiveProblem.noTar(file, e);
        }
    }

    private static BuildProblemException closing(BlobStore store, BuildProblemException problem) {
        try {
            store.close();
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    /** The images in the archive, one for each platform, in the order of its manifests; never empty. */
    public List<ImageCandidate> images() {
        return manifests.stream().map(ImageManifest::candidate).toList();
    }

    /**
     * Reads the only image.
     *
     * @throws BuildProblemException if the archive holds several (the message lists them), or a layer is missing or
     *     damaged
     */
    public ArchivedImage image() throws BuildProblemException {
        return read(only(manifests, "it holds " + manifests.size() + " images"));
    }

    /**
     * Reads the image that the selector names.
     *
     * @param selector a reference, a platform such as {@code linux/arm64}, or an image ID or the first 12 digits of one
     * @throws BuildProblemException if it names none of the images or several (the message lists them), or a layer is
     *     missing or damaged
     */
    public ArchivedImage image(String selector) throws BuildProblemException {
        List<ImageManifest> named =
                manifests.stream().filter(m -> m.candidate().isNamed(selector)).toList();
        if (named.isEmpty()) {
            throw new BuildProblemException(
                    file + ": it holds no image '" + selector + "', only " + listed(manifests) + "; name one of these");
        }
        return read(only(named, "'" + selector + "' fits " + named.size() + " images"));
    }

    /** Reads one of {@link #images()}. */
    public ArchivedImage image(ImageCandidate candidate) throws BuildProblemException {
        for (ImageManifest manifest : manifests) {
            if (manifest.candidate().equals(candidate)) {
                return read(manifest);
            }
        }
        throw new IllegalArgumentException(candidate + " is not from this archive, " + file);
    }

    private ImageManifest only(List<ImageManifest> found, String several) throws BuildProblemException {
        if (found.size() > 1) {
            throw new BuildProblemException(
                    file + ": " + several + "; name one by its reference, platform or ID: " + listed(found));
        }
        return found.get(0);
    }

    private static String listed(List<ImageManifest> found) {
        return found.stream().map(m -> m.candidate().toString()).collect(Collectors.joining("; "));
    }

    private ArchivedImage read(ImageManifest manifest) throws BuildProblemException {
        JsonNode config = manifest.config();
        JsonNode diffIds = config.path("rootfs").path("diff_ids");
        int count = manifest.layers().size();
        if (diffIds.size() != count) {
            throw new BuildProblemException(file + ": the configuration of " + manifest.candidate() + " names "
                    + diffIds.size() + " layers, its manifest " + count + "; save the image again");
        }
        List<String> createdBy = CreatedBy.ofLayers(config, count);
        List<Layer> layers = new ArrayList<>();
        LayerMerge merge = new LayerMerge();
        for (int i = 0; i < count; i++) {
            layers.add(
                    readLayer(manifest.layers().get(i), i, count, diffIds.get(i).asText(), createdBy.get(i), merge));
        }
        ImageCandidate candidate = manifest.candidate();
        return new ArchivedImage(
                candidate.references(),
                candidate.id(),
                candidate.platform(),
                instant(config.path("created").asText("")),
                config,
                manifest.configBytes(),
                layers,
                merge.finish());
    }

    private Layer readLayer(
            LayerLocation location, int index, int count, String diffId, String createdBy, LayerMerge merge)
            throws BuildProblemException {
        String where = "layer " + (index + 1) + " of " + count + " (" + location.name() + ")";
        try {
            Blob blob = location.name().isEmpty() ? null : store.find(location.name());
            if (blob == null) {
                throw new BuildProblemException(file + ": " + where + " is missing from the archive; save the image"
                        + " again, with all its layers");
            }
            Compression compression = blob.compression();
            long tarBytes = merge(blob, compression, where, merge);
            boolean bare = compression == Compression.NONE;
            String digest = location.digest().isEmpty() ? (bare ? diffId : location.name()) : location.digest();
            layerBlobs.put(digest, blob);
            String mediaType = location.mediaType().isEmpty() ? compression.mediaType() : location.mediaType();
            return new Layer(index, diffId, digest, mediaType, tarBytes, bare ? null : blob.bytes(), createdBy);
        } catch (IOException e) {
            throw ArchiveProblem.of(file, where, e);
        }
    }

    private long merge(Blob blob, Compression compression, String where, LayerMerge merge)
            throws IOException, BuildProblemException {
        merge.nextLayer();
        try (InputStream tar = compression.open(blob.open())) {
            if (tar == null) {
                throw new BuildProblemException(file + ": " + where + " is compressed with " + compression
                        + ", which images do not use; save the image again with gzip or zstd");
            }
            TarReader reader = new TarReader(tar);
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                merge.add(entry);
            }
            return reader.length();
        }
    }

    private static @Nullable Instant instant(String created) {
        try {
            return created.isEmpty() ? null : Instant.parse(created);
        } catch (DateTimeParseException e) {
            // Some builders write local forms; an unknown date is no reason to refuse the image.
            return null;
        }
    }

    /** The blob of a layer of an image that was read from this archive. */
    Blob blob(Layer layer) {
        Blob blob = layerBlobs.get(layer.digest());
        if (blob == null) {
            throw new IllegalArgumentException(layer + " is not from this archive, " + file);
        }
        return blob;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
