package io.jenkins.plugins.multistagebuild.build.equal;

import io.jenkins.plugins.multistagebuild.build.BaselineChoice;
import io.jenkins.plugins.multistagebuild.build.BuildFile;
import io.jenkins.plugins.multistagebuild.build.BuildListener;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.EngineFlags;
import io.jenkins.plugins.multistagebuild.build.LocalBuild;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerEngines;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import io.jenkins.plugins.multistagebuild.container.LocalProcessRunner;
import io.jenkins.plugins.multistagebuild.report.Generator;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.io.File;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's own split build, as the command line runs it. */
public final class LocalSplitBuilder implements SplitBuilder {
    @Override
    public void build(Request request) throws Exception {
        Builder builder = request.engine().isClassic() ? Builder.CLASSIC : Builder.BUILDKIT;
        ContainerEngine engine = ContainerEngines.find(
                EngineKind.DOCKER, builder, environment(request.engine()), new LocalProcessRunner());
        BuildSpec spec = new BuildSpec(
                request.context(),
                List.of(BuildFile.read(null, request.dockerfile())),
                request.target(),
                request.args(),
                null,
                EngineFlags.defaults(),
                List.of(request.tag()),
                2,
                false,
                new BaselineChoice.None(),
                null,
                null);
        new LocalBuild(engine, spec, new Generator("test", "0"), new Silence()).run();
    }

    private static Map<String, String> environment(TestEngine engine) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(engine.environment());
        environment.put("PATH", engine.client().getParent() + File.pathSeparator + System.getenv("PATH"));
        return environment;
    }

    private static final class Silence implements BuildListener {
        @Override
        public void planned(Plan plan) {}

        @Override
        public void note(String text) {}

        @Override
        public void started(String unit) {}

        @Override
        public void line(String unit, String line) {}

        @Override
        public void ended(String unit, Duration elapsed, @Nullable Long bytes) {}

        @Override
        public void failed(String unit, Duration elapsed, @Nullable String problem) {}
    }
}
