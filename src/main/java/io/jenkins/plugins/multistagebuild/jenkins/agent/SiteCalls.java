package io.jenkins.plugins.multistagebuild.jenkins.agent;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildSite;
import io.jenkins.plugins.multistagebuild.build.EngineErrand;
import io.jenkins.plugins.multistagebuild.container.BuildOutput;
import io.jenkins.plugins.multistagebuild.container.Command;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContextUnpacker;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The calls of a {@link BuildSite} that a build makes on its agents. */
public final class SiteCalls {
    /** The most that the words of a command may take together, below the limit of every {@code xargs}. */
    private static final int MOST_BYTES = 100_000;

    private SiteCalls() {}

    /** Packs the build context. */
    public static final class PackContext extends SiteCall<Long> {
        private static final long serialVersionUID = 1L;

        private final boolean everything;
        private final String name;

        /**
         * Packs it.
         *
         * @param everything whether also what no instruction of the Dockerfile copies
         * @param name of the tar file in the folder
         */
        public PackContext(Site site, boolean everything, String name) {
            super(site);
            this.everything = everything;
            this.name = name;
        }

        @Override
        Long run(BuildSite site, ContainerEngine engine, File folder) throws BuildProblemException {
            return site.packContext(everything, folder.toPath().resolve(name));
        }
    }

    /**
     * What an agent has.
     *
     * @param engine identity of its engine
     * @param version of its engine
     * @param missing the stages whose outputs its engine lacks
     */
    public record Stock(String engine, String version, List<Integer> missing) implements Serializable {
        private static final long serialVersionUID = 1L;

        public Stock {
            missing = List.copyOf(missing);
        }
    }

    /** Looks which outputs the engine lacks, and unpacks the context if one was sent. */
    public static final class Arrive extends SiteCall<Stock> {
        private static final long serialVersionUID = 1L;

        private final ArrayList<Integer> inputs;
        private final boolean unpack;
        private final String contextTar;
        private final String context;

        /**
         * Arrives.
         *
         * @param inputs the stages whose outputs are needed
         * @param contextTar name of the context's tar file in the folder, or an empty string if none was sent
         */
        public Arrive(Site site, List<Integer> inputs, String contextTar) {
            super(site);
            this.inputs = new ArrayList<>(inputs);
            this.unpack = !contextTar.isEmpty();
            this.contextTar = contextTar;
            this.context = site.spec().context();
        }

        @Override
        Stock run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, IOException, InterruptedException {
            if (unpack) {
                Path tar = folder.toPath().resolve(contextTar);
                ContextUnpacker.unpack(tar, Path.of(context));
                Files.delete(tar);
            }
            List<Integer> missing = new ArrayList<>();
            for (int input : inputs) {
                if (!site.has(input)) {
                    missing.add(input);
                }
            }
            return new Stock(engine.identity(), engine.version(), missing);
        }
    }

    /** Gives the engine a stage's outputs out of a tar file, which is removed. */
    public static final class Fetch extends SiteCall<Long> {
        private static final long serialVersionUID = 1L;

        private final int stage;
        private final String name;

        /** @param name of the tar file in the folder */
        public Fetch(Site site, int stage, String name) {
            super(site);
            this.stage = stage;
            this.name = name;
        }

        @Override
        Long run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, IOException, InterruptedException {
            Path tar = folder.toPath().resolve(name);
            long bytes = Files.size(tar);
            site.fetch(stage, tar);
            Files.delete(tar);
            return bytes;
        }
    }

    /**
     * Lays down the command of an errand: the words in a file {@code command}, each ended by a zero byte, and what the
     * command reads in a file {@code input}. So nothing of the user's ever becomes text of a shell.
     */
    public static final class WriteCommand extends SiteCall<Boolean> {
        private static final long serialVersionUID = 1L;

        private final EngineErrand errand;

        public WriteCommand(Site site, EngineErrand errand) {
            super(site);
            this.errand = errand;
        }

        @Override
        Boolean run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, IOException, InterruptedException {
            Command command = site.command(errand);
            StringBuilder words = new StringBuilder();
            choice().words(command).forEach(word -> words.append(word).append('\0'));
            byte[] bytes = words.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MOST_BYTES) {
                throw new BuildProblemException("the build arguments take " + bytes.length + " bytes, and a command can"
                        + " take " + MOST_BYTES + "; put large values into files of the build context");
            }
            Path place = folder.toPath();
            Files.write(place.resolve("command"), bytes);
            try (OutputStream input = Files.newOutputStream(place.resolve("input"))) {
                if (command.input() != null) {
                    command.input().writeTo(input);
                }
            }
            Files.deleteIfExists(place.resolve("output"));
            Files.deleteIfExists(place.resolve("status"));
            return true;
        }
    }

    /** Draws the consequences of an errand's command that has ended; answers whether the errand is done. */
    public static final class Conclude extends SiteCall<Boolean> {
        private static final long serialVersionUID = 1L;

        private final EngineErrand errand;
        private final int status;
        private final boolean mayRepeat;

        /**
         * Concludes.
         *
         * @param status the command's exit status
         * @param mayRepeat whether the same command may be run once more
         */
        public Conclude(Site site, EngineErrand errand, int status, boolean mayRepeat) {
            super(site);
            this.errand = errand;
            this.status = status;
            this.mayRepeat = mayRepeat;
        }

        @Override
        Boolean run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, IOException, InterruptedException {
            BuildOutput output = new BuildOutput(OutputListener.SILENT);
            Path said = folder.toPath().resolve("output");
            if (status != 0 && Files.exists(said)) {
                try (Stream<String> lines = Files.lines(said, StandardCharsets.ISO_8859_1)) {
                    lines.map(SiteCalls::decoded).forEach(output::line);
                }
            }
            return site.conclude(errand, status, output, mayRepeat);
        }
    }

    /** Output may be cut in the middle of a character, and a strict decoder would refuse all of it. */
    private static String decoded(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Lays down what a stage hands on in a tar file; answers a journal page as JSON. */
    public static final class HandOn extends SiteCall<String> {
        private static final long serialVersionUID = 1L;

        private final int stage;
        private final String name;

        /** @param name of the tar file, from the folder */
        public HandOn(Site site, int stage, String name) {
            super(site);
            this.stage = stage;
            this.name = name;
        }

        @Override
        String run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, IOException, InterruptedException {
            Path tar = folder.toPath().resolve(name);
            Files.createDirectories(tar.resolve("..").normalize());
            return site.handOn(stage, tar).json();
        }
    }

    /** Weighs: the final image, the stages of a branch, or the baseline; answers a journal page as JSON. */
    public static final class Weigh extends SiteCall<String> {
        private static final long serialVersionUID = 1L;

        /** What is weighed. */
        public enum What {
            IMAGE,
            STAGES,
            BASELINE
        }

        private final What what;
        private final int branch;

        /** @param branch whose stages, where stages are meant */
        public Weigh(Site site, What what, int branch) {
            super(site);
            this.what = what;
            this.branch = branch;
        }

        @Override
        String run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, InterruptedException {
            return switch (what) {
                case IMAGE -> site.finish().json();
                case STAGES -> site.measure(branch).json();
                case BASELINE -> site.compare().json();
            };
        }
    }

    /** Asks what the registry calls the image that was pushed; answers an empty string where the engine does not know. */
    public static final class PushedDigest extends SiteCall<String> {
        private static final long serialVersionUID = 1L;

        public PushedDigest(Site site) {
            super(site);
        }

        @Override
        String run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, InterruptedException {
            return Objects.requireNonNullElse(site.pushedDigest(), "");
        }
    }

    /** Asks for the ID of the image that the final one builds on; answers an empty string if there is none. */
    public static final class BaseImage extends SiteCall<String> {
        private static final long serialVersionUID = 1L;

        public BaseImage(Site site) {
            super(site);
        }

        @Override
        String run(BuildSite site, ContainerEngine engine, File folder)
                throws BuildProblemException, InterruptedException {
            return Objects.requireNonNullElse(site.baseImageId(), "");
        }
    }
}
