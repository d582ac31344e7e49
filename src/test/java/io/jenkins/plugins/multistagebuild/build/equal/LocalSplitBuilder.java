package io.jenkins.plugins.multistagebuild.build.equal;

import io.jenkins.plugins.multistagebuild.build.BaselineChoice;
import io.jenkins.plugins.multistagebuild.build.BuildListener;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.EngineFlags;
import io.jenkins.plugins.multistagebuild.build.LocalBuild;
import io.jenkins.plugins.multistagebuild.report.Generator;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The split build as the command line runs it. */
final class LocalSplitBuilder implements SplitBuilder {
    private static final int JOBS = 2;

    @Override
    public void build(Request request, Traces traces) throws Exception {
        BuildSpec spec = new BuildSpec(
                request.context(),
                request.files(),
                request.target(),
                request.args(),
                null,
                EngineFlags.defaults().withBuildContexts(request.contexts()),
                List.of(request.tag()),
                JOBS,
                false,
                new BaselineChoice.None(),
                null);
        Recorder recorder = new Recorder();
        try {
            new LocalBuild(request.engine(), spec, new Generator("test", "0"), recorder).run();
        } finally {
            recorder.outputs.values().forEach(output -> traces.read(output.toString()));
        }
    }

    /** Keeps the output of each piece of work apart. */
    private static final class Recorder implements BuildListener {
        private final Map<String, StringBuffer> outputs = new ConcurrentHashMap<>();

        @Override
        public void planned(Plan plan) {}

        @Override
        public void note(String text) {}

        @Override
        public void started(String unit) {}

        @Override
        public void line(String unit, String line) {
            outputs.computeIfAbsent(unit, u -> new StringBuffer()).append(line).append('\n');
        }

        @Override
        public void ended(String unit, Duration elapsed, @Nullable Long bytes) {}

        @Override
        public void failed(String unit, Duration elapsed, @Nullable String problem) {}
    }
}
