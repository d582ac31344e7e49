package io.jenkins.plugins.multistagebuild.build.equal;

import io.jenkins.plugins.multistagebuild.container.BuildRequest;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.LayerFlattener;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.BuilderRules;
import io.jenkins.plugins.multistagebuild.split.Collector;
import io.jenkins.plugins.multistagebuild.split.Output;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SourceFile;
import io.jenkins.plugins.multistagebuild.split.SplitOptions;
import io.jenkins.plugins.multistagebuild.split.StageDockerfile;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The split build as agents run it that share nothing: the outputs of a stage leave their engine as one tar file, which
 * becomes the stub that the takers build upon.
 */
final class TarSplitBuilder implements SplitBuilder {
    @Override
    public void build(Request request, Traces traces) throws Exception {
        Path folder = Files.createTempDirectory("travel-");
        try {
            new Journey(request, traces, folder).run();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** One build. */
    private static final class Journey {
        private final Request request;
        private final Traces traces;
        private final Path folder;
        private final ContainerEngine engine;
        private final Plan plan;
        private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        private final List<String> temporary = new ArrayList<>();

        Journey(Request request, Traces traces, Path folder) throws Exception {
            this.request = request;
            this.traces = traces;
            this.folder = folder;
            this.engine = request.engine();
            List<SourceFile> files = request.files().stream()
                    .map(file -> new SourceFile(file.name(), file.dockerfile()))
                    .toList();
            SplitOptions options = SplitOptions.defaults()
                    .withTarget(request.target())
                    .withBuildArgs(request.args())
                    .withContexts(request.contexts().keySet())
                    .withRules(engine.builder() == Builder.CLASSIC ? BuilderRules.CLASSIC : BuilderRules.BUILDKIT);
            this.plan = Plan.of(StageGraph.of(files, options));
        }

        void run() throws Exception {
            try {
                for (Branch branch : plan.branches()) {
                    if (branch.stage() == plan.graph().target()) {
                        build(dockerfile(branch.stage()).text(), "target", request.context(), request.tag(), Map.of());
                    } else {
                        handOver(branch.stage());
                    }
                }
            } finally {
                engine.remove(temporary);
            }
        }

        private void handOver(int stage) throws Exception {
            boolean triggers = plan.graph().node(stage).triggers();
            boolean mounted = plan.mounted(stage) && !triggers;
            String image = name("image-" + stage);
            StageDockerfile own = dockerfile(stage);
            if (!mounted && (triggers || engine.builder() == Builder.BUILDKIT)) {
                build(own.withCollector(plan).text(), "outputs-" + stage, request.context(), image, labels());
            } else {
                build(own.text(), "stage-" + stage, request.context(), image, labels());
            }
            if (!mounted && !triggers && engine.builder() == Builder.CLASSIC) {
                String text = Collector.standalone(plan, stage).dockerfile(image);
                image = name("outputs-" + stage);
                build(
                        text,
                        "outputs-" + stage,
                        Files.createDirectory(folder.resolve("empty-" + stage)),
                        image,
                        labels());
            }
            Path archive = folder.resolve(stage + ".archive");
            Path tar = folder.resolve(stage + ".tar");
            engine.save(image, archive);
            LayerFlattener.flatten(archive, tar, mounted ? paths(stage) : List.of());
            engine.importTar(tar, name("stub-" + stage), null, labels());
        }

        /** Of a stage that is mounted the folders themselves count, which a copy would make anew. */
        private List<String> paths(int stage) {
            return plan.outputs(stage).stream()
                    .map(Output::copied)
                    .map(path -> path.replaceAll("[*?\\[\\\\]", "\\\\$0"))
                    .toList();
        }

        private StageDockerfile dockerfile(int stage) {
            return StageDockerfile.of(plan, stage, input -> name("stub-" + input));
        }

        private void build(String text, String purpose, Path context, String tag, Map<String, String> labels)
                throws Exception {
            Path dockerfile = Files.createDirectory(folder.resolve(purpose)).resolve("Dockerfile");
            BuildRequest build = BuildRequest.of(context, Files.writeString(dockerfile, text))
                    .withBuildArgs(request.args())
                    .withBuildContexts(request.contexts())
                    .withTag(tag)
                    .withLabels(labels);
            StringBuffer output = new StringBuffer();
            try {
                engine.build(build, line -> output.append(line).append('\n'));
            } finally {
                traces.read(output.toString());
            }
        }

        private String name(String part) {
            String name = Traces.NAME + id + ":" + part;
            if (!temporary.contains(name)) {
                temporary.add(name);
            }
            return name;
        }

        private Map<String, String> labels() {
            return Map.of(Traces.LABEL, id);
        }
    }
}
