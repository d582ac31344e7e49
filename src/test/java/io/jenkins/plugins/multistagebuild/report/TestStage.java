package io.jenkins.plugins.multistagebuild.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a stage of a sample report: built, and as plain as a stage can be where nothing else is said. */
final class TestStage {
    private final int index;
    private final @Nullable String name;
    private final int line;
    private final String base;
    private StageStatus status = StageStatus.BUILT;
    private @Nullable Long bytes;
    private @Nullable String method;
    private @Nullable Integer layers;
    private @Nullable Long startMillis;
    private @Nullable Long durationMillis;
    private final List<StageInput> inputs = new ArrayList<>();
    private final List<StageOutput> outputs = new ArrayList<>();
    private @Nullable String agent;
    private @Nullable Long queueMillis;
    private @Nullable Engine engine;
    private List<Rebuild> rebuilds = List.of();

    TestStage(int index, @Nullable String name, int line, String base) {
        this.index = index;
        this.name = name;
        this.line = line;
        this.base = base;
    }

    /** One that is there already, to be changed. */
    static TestStage of(StageFigures stage) {
        TestStage copy = new TestStage(stage.index(), stage.name(), stage.line(), stage.base()).ended(stage.status());
        copy.bytes = stage.uncompressedBytes();
        copy.method = stage.uncompressedMethod();
        copy.layers = stage.layerCount();
        copy.startMillis = stage.startMillis();
        copy.durationMillis = stage.durationMillis();
        copy.inputs.addAll(stage.inputs());
        copy.outputs.addAll(stage.outputs());
        return copy;
    }

    TestStage ended(StageStatus how) {
        status = how;
        return this;
    }

    TestStage weighs(long size, String how, int layerCount) {
        bytes = size;
        method = how;
        layers = layerCount;
        return this;
    }

    TestStage ran(long start, long duration) {
        startMillis = start;
        durationMillis = duration;
        return this;
    }

    TestStage takes(int stage, String... paths) {
        inputs.add(new StageInput(stage, List.of(paths)));
        return this;
    }

    TestStage hands(String path, long size, int files) {
        outputs.add(new StageOutput(path, size, files));
        return this;
    }

    TestStage at(String where, long queue, @Nullable Engine other, Rebuild... again) {
        agent = where;
        queueMillis = queue;
        engine = other;
        rebuilds = List.of(again);
        return this;
    }

    StageFigures figures(Integer... includes) {
        return new StageFigures(
                index,
                name,
                line,
                base,
                status,
                bytes,
                method,
                layers,
                startMillis,
                durationMillis,
                inputs,
                outputs,
                outputs.stream().mapToLong(StageOutput::bytes).sum(),
                List.of(includes),
                agent,
                queueMillis,
                engine,
                rebuilds);
    }
}
