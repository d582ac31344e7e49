package io.jenkins.plugins.multistagebuild.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A report in which every text that others choose is an attack: it must neither become markup nor move a cursor. */
public final class HostileReport {
    /** What an attacker would call everything. */
    static final String HOSTILE = "<script>alert(1)</script>\"'`&\u001b[31m\u202e{{x}}";

    private HostileReport() {}

    /** Every text that others choose is hostile. */
    public static SizeReport make() {
        ImageFigures image = new ImageFigures(
                HOSTILE,
                HOSTILE,
                10,
                5L,
                HOSTILE,
                10L,
                List.of(new LayerFigures(0, HOSTILE, HOSTILE.repeat(8), 10, 5L)),
                1,
                List.of(new FileFigures("/" + HOSTILE.repeat(8), 10, 0)),
                HOSTILE,
                0L,
                List.of(new FileFigures("/" + HOSTILE, 10, 0)));
        StageFigures stage = new TestStage(0, HOSTILE, 1, HOSTILE)
                .weighs(10, StageFigures.ENGINE, 1)
                .ran(0, 10)
                .takes(0, "/" + HOSTILE)
                .hands("/" + HOSTILE, 1, 1)
                .at(HOSTILE, 5, new Engine(HOSTILE, HOSTILE, HOSTILE), new Rebuild(HOSTILE, 5L))
                .figures(0);
        return new SizeReport(
                SizeReport.SCHEMA,
                new Generator(HOSTILE, HOSTILE),
                Instant.EPOCH,
                HOSTILE,
                HOSTILE,
                new Engine(HOSTILE, HOSTILE, HOSTILE),
                HOSTILE,
                10,
                image,
                List.of(stage),
                new Baseline(Baseline.Kind.IMAGE, HOSTILE, 20),
                null,
                hostileReference(),
                List.of(new GateVerdict(
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        Criticality.FAILURE,
                        HOSTILE,
                        BigDecimal.TEN,
                        BigDecimal.ONE,
                        GateOutcome.ACCEPTED,
                        HOSTILE)),
                new AcceptedIncrease(HOSTILE, HOSTILE),
                List.of(new Advice(HOSTILE)));
    }

    private static ReferenceFigures hostileReference() {
        ChangeGroup none = new ChangeGroup(0, 0, List.of());
        ChangeGroup one = new ChangeGroup(1, 10, List.of(new Comparison.FileChange("/" + HOSTILE, null, 10L)));
        return new ReferenceFigures(
                HOSTILE, "javascript:alert(1)", null, 5L, null, null, new FileChanges(true, one, none, none, none));
    }
}
