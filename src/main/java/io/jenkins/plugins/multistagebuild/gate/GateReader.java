package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes gates of what users wrote, and says all that is wrong with it at once. */
public final class GateReader {
    private final List<String> problems = new ArrayList<>();

    private GateReader() {}

    /**
     * Reads gates.
     *
     * @throws BuildProblemException if any of them makes no sense; the message has a line for each problem
     */
    public static List<Gate> read(List<GateSetting> settings) throws BuildProblemException {
        GateReader reader = new GateReader();
        List<Gate> gates = new ArrayList<>();
        for (GateSetting setting : settings) {
            Gate gate = reader.gate(setting);
            if (gate != null) {
                gates.add(gate);
            }
        }
        if (!reader.problems.isEmpty()) {
            throw new BuildProblemException(String.join("\n", reader.problems));
        }
        return gates;
    }

    private @Nullable Gate gate(GateSetting setting) {
        int before = problems.size();
        GateMetric metric = word(setting, "metric", setting.metric(), GateMetric.class, null);
        GateBaseline baseline = word(setting, "baseline", setting.baseline(), GateBaseline.class, GateBaseline.PROJECT);
        Criticality criticality =
                word(setting, "criticality", setting.criticality(), Criticality.class, Criticality.UNSTABLE);
        if (metric == null || baseline == null || criticality == null) {
            return null;
        }
        String subject = subject(setting, metric);
        Threshold threshold = threshold(setting, metric, baseline);
        long minimumChange = minimumChange(setting, metric, baseline);
        return threshold == null || problems.size() > before
                ? null
                : new Gate(metric, subject, baseline, threshold, criticality, minimumChange);
    }

    private <E extends Enum<E>> @Nullable E word(
            GateSetting setting, String what, @Nullable String given, Class<E> type, @Nullable E otherwise) {
        String text = stripped(given);
        if (text.isEmpty()) {
            if (otherwise == null) {
                problem(setting, "no " + what + " is set; give one of " + listed(type));
            }
            return otherwise;
        }
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        problem(setting, what + " '" + text + "' is not known; give one of " + listed(type));
        return null;
    }

    private static <E extends Enum<E>> String listed(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    private @Nullable String subject(GateSetting setting, GateMetric metric) {
        String stage = stripped(setting.stage());
        String path = stripped(setting.path());
        boolean aboutStage = metric.subject() == GateMetric.Subject.STAGE;
        boolean aboutPath = metric.subject() == GateMetric.Subject.PATH;
        if (aboutStage && stage.isEmpty()) {
            problem(setting, metric + " needs the stage that is meant, by its name or its index");
        }
        if (aboutPath && path.isEmpty()) {
            problem(setting, metric + " needs the path that is meant, such as '/usr/lib' or '/app/**/*.map'");
        }
        if (!aboutStage && !stage.isEmpty()) {
            problem(
                    setting,
                    metric + " is not about a stage; leave '" + stage + "' out, or set metric "
                            + GateMetric.STAGE_SIZE);
        }
        if (!aboutPath && !path.isEmpty()) {
            problem(
                    setting,
                    metric + " is not about a path; leave '" + path + "' out, or set metric " + GateMetric.PATH_SIZE);
        }
        return aboutStage ? stage : aboutPath ? path : null;
    }

    private @Nullable Threshold threshold(GateSetting setting, GateMetric metric, GateBaseline baseline) {
        String text = stripped(setting.threshold());
        if (text.isEmpty()) {
            problem(setting, "no threshold is set; give one such as " + example(metric));
            return null;
        }
        try {
            return Threshold.parse(metric, baseline, text);
        } catch (BuildProblemException e) {
            problem(setting, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String example(GateMetric metric) {
        return switch (metric.unit()) {
            case BYTES -> "'20 MB'";
            case LAYERS -> "12";
            case PERCENT -> "'90 %'";
        };
    }

    private long minimumChange(GateSetting setting, GateMetric metric, GateBaseline baseline) {
        String text = stripped(setting.minimumChange());
        if (text.isEmpty()) {
            return 0;
        }
        if (!baseline.isDelta()) {
            problem(
                    setting,
                    "minimumChange '" + text + "' has no meaning with baseline " + baseline
                            + ", which looks at no change; leave it out, or set PREVIOUS_DELTA or REFERENCE_DELTA");
            return 0;
        }
        try {
            return switch (metric.unit()) {
                case BYTES -> ByteSize.parse(text).bytes();
                case LAYERS ->
                    Threshold.parse(metric, GateBaseline.PROJECT, text).value().longValueExact();
                case PERCENT -> {
                    problem(setting, "minimumChange is not for " + metric + "; leave it out");
                    yield 0;
                }
            };
        } catch (BuildProblemException e) {
            problem(setting, "minimumChange " + e.getMessage());
            return 0;
        }
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private void problem(GateSetting setting, String what) {
        problems.add(setting.where() + ": " + what);
    }
}
