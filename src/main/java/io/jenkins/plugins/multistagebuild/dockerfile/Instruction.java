package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instruction of a Dockerfile. Words are raw, that is with their quotes and variables: what a variable is worth
 * depends on the place and is the business of {@link GlobalScope} and {@link StageScope}.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public sealed interface Instruction {
    /** From the keyword to the last character, heredocs included, without the last line break. */
    SourceRange range();

    /** The instruction's name in upper case. */
    String keyword();

    /**
     * Begins a stage.
     *
     * @param platform the value of {@code --platform}
     * @param stageName as written, in its own case
     */
    record From(
            SourceRange range,
            String image,
            @Nullable String platform,
            @Nullable String stageName) implements Instruction {
        @Override
        public String keyword() {
            return "FROM";
        }
    }

    /**
     * Runs a command at build time.
     *
     * @param network {@code default}, {@code none} or {@code host}
     * @param security {@code sandbox} or {@code insecure}
     */
    record Run(
            SourceRange range,
            CommandLine command,
            List<Heredoc> heredocs,
            List<Mount> mounts,
            String network,
            String security,
            List<Device> devices)
            implements Instruction {
        public Run {
            heredocs = List.copyOf(heredocs);
            mounts = List.copyOf(mounts);
            devices = List.copyOf(devices);
        }

        @Override
        public String keyword() {
            return "RUN";
        }
    }

    record Cmd(SourceRange range, CommandLine command) implements Instruction {
        @Override
        public String keyword() {
            return "CMD";
        }
    }

    record Entrypoint(SourceRange range, CommandLine command) implements Instruction {
        @Override
        public String keyword() {
            return "ENTRYPOINT";
        }
    }

    record Label(SourceRange range, List<KeyValue> labels) implements Instruction {
        public Label {
            labels = List.copyOf(labels);
        }

        @Override
        public String keyword() {
            return "LABEL";
        }
    }

    record Maintainer(SourceRange range, String maintainer) implements Instruction {
        @Override
        public String keyword() {
            return "MAINTAINER";
        }
    }

    /**
     * Declares ports.
     *
     * @param ports as written, such as {@code 80}, {@code 53/udp} or {@code 7000-7005}
     */
    record Expose(SourceRange range, List<String> ports) implements Instruction {
        public Expose {
            ports = List.copyOf(ports);
        }

        @Override
        public String keyword() {
            return "EXPOSE";
        }
    }

    record Env(SourceRange range, List<KeyValue> variables) implements Instruction {
        public Env {
            variables = List.copyOf(variables);
        }

        @Override
        public String keyword() {
            return "ENV";
        }
    }

    /**
     * Copies files, archives and downloads into the image.
     *
     * @param sources without the heredocs
     * @param keepGitDir null where the flag is not given
     * @param unpack null where the flag is not given: local archives are unpacked, downloaded ones are not
     */
    record Add(
            SourceRange range,
            List<String> sources,
            String destination,
            List<Heredoc> heredocs,
            Ownership ownership,
            @Nullable Flag checksum,
            @Nullable Boolean keepGitDir,
            @Nullable Boolean unpack)
            implements Instruction {
        public Add {
            sources = List.copyOf(sources);
            heredocs = List.copyOf(heredocs);
        }

        @Override
        public String keyword() {
            return "ADD";
        }
    }

    /**
     * Copies files from the build context, a stage or an image.
     *
     * @param from the stage or image that the files come from; null: the build context
     * @param sources without the heredocs
     * @param parents whether the parent directories of the sources are kept
     */
    record Copy(
            SourceRange range,
            @Nullable Flag from,
            List<String> sources,
            String destination,
            List<Heredoc> heredocs,
            Ownership ownership,
            boolean parents)
            implements Instruction {
        public Copy {
            sources = List.copyOf(sources);
            heredocs = List.copyOf(heredocs);
        }

        @Override
        public String keyword() {
            return "COPY";
        }
    }

    /** The flags that {@code ADD} and {@code COPY} share. */
    record Ownership(@Nullable Flag chown, @Nullable Flag chmod, boolean link, List<Flag> excludes) {
        public Ownership {
            excludes = List.copyOf(excludes);
        }
    }

    record Volume(SourceRange range, List<String> paths) implements Instruction {
        public Volume {
            paths = List.copyOf(paths);
        }

        @Override
        public String keyword() {
            return "VOLUME";
        }
    }

    record User(SourceRange range, String user) implements Instruction {
        @Override
        public String keyword() {
            return "USER";
        }
    }

    record Workdir(SourceRange range, String path) implements Instruction {
        @Override
        public String keyword() {
            return "WORKDIR";
        }
    }

    record Arg(SourceRange range, List<Definition> definitions) implements Instruction {
        public Arg {
            definitions = List.copyOf(definitions);
        }

        @Override
        public String keyword() {
            return "ARG";
        }

        /**
         * One of an instruction's names.
         *
         * @param defaultValue raw; null where the name stands alone, which differs from an empty default
         */
        public record Definition(String name, @Nullable String defaultValue) {}
    }

    /**
     * Keeps an instruction for the stages and images that build on this one.
     *
     * @param trigger what the stages that build on this one run first; its ranges lie in this file
     * @param triggerText the trigger as an image stores it: continuation lines joined, heredocs appended
     */
    record Onbuild(SourceRange range, Instruction trigger, String triggerText) implements Instruction {
        @Override
        public String keyword() {
            return "ONBUILD";
        }
    }

    record Stopsignal(SourceRange range, String signal) implements Instruction {
        @Override
        public String keyword() {
            return "STOPSIGNAL";
        }
    }

    /**
     * Says how to find out whether a container works, or that nothing does.
     *
     * @param command null for {@code HEALTHCHECK NONE}
     * @param options {@code interval}, {@code timeout}, {@code start-period}, {@code start-interval}, {@code retries}
     */
    record Healthcheck(SourceRange range, @Nullable CommandLine command, List<Flag> options) implements Instruction {
        public Healthcheck {
            options = List.copyOf(options);
        }

        @Override
        public String keyword() {
            return "HEALTHCHECK";
        }
    }

    record Shell(SourceRange range, List<String> arguments) implements Instruction {
        public Shell {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String keyword() {
            return "SHELL";
        }
    }
}
