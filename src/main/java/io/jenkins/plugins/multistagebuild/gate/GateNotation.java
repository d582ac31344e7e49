package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A gate in one word, as the command line takes it: {@code METRIC[:STAGE|:PATH][@BASELINE]<=THRESHOLD[!CRITICALITY]}, such
 * as {@code image-size@reference<=10 %!failure}. The one metric of which more is better is written with {@code >=}.
 */
public final class GateNotation {
    /** The form, for help and messages. */
    public static final String FORM = "METRIC[:STAGE|:PATH][@BASELINE]<=THRESHOLD[!CRITICALITY]";

    private static final Pattern WHOLE = Pattern.compile(
            "(?<metric>[A-Za-z_-]+)\\s*(?::(?<subject>.*?))??(?<baseline>(?<!/)@[A-Za-z_-]+)?\\s*(?<sign><=|>=)"
                    + "(?<threshold>[^<>=!]*)(?:!(?<criticality>[^<>=!]*))?",
            Pattern.DOTALL);

    private GateNotation() {}

    /**
     * Takes a gate apart; {@link GateReader} checks the parts.
     *
     * @param minimumChange the smallest change that counts, a size, for a gate that compares sizes; or null
     * @throws BuildProblemException if it does not have the form
     */
    public static GateSetting parse(String text, @Nullable String minimumChange) throws BuildProblemException {
        return parse(option(text), text, minimumChange);
    }

    private static GateSetting parse(String where, String text, @Nullable String minimumChange)
            throws BuildProblemException {
        Matcher parts = WHOLE.matcher(text.strip());
        if (!parts.matches()) {
            throw new BuildProblemException(
                    where + ": write it as " + FORM + ", such as 'image-size<=20 MB' or 'image-size@reference<=10 %'");
        }
        String metric = parts.group("metric");
        boolean path = GateSetting.is(metric, GateMetric.PATH_SIZE);
        boolean more = GateSetting.is(metric, GateMetric.REDUCTION) && parts.group("baseline") == null;
        if (more != parts.group("sign").equals(">=")) {
            throw new BuildProblemException(where + ": write " + (more ? ">=" : "<=") + " here; "
                    + (more
                            ? "of a reduction, the threshold is the least that is wanted"
                            : "the threshold is the most that is allowed"));
        }
        String subject = parts.group("subject");
        return new GateSetting(
                        where,
                        metric,
                        path ? null : subject,
                        path ? subject : null,
                        baseline(parts.group("baseline")),
                        parts.group("threshold"),
                        parts.group("criticality"),
                        null)
                .withMinimumChange(minimumChange);
    }

    /**
     * Reads several gates.
     *
     * @throws BuildProblemException if any of them makes no sense; the message has a line for each problem
     */
    public static List<Gate> readAll(List<String> texts, @Nullable String minimumChange) throws BuildProblemException {
        List<Written> written =
                texts.stream().map(text -> new Written(option(text), text)).toList();
        return read(written, minimumChange).gates();
    }

    /**
     * Takes apart a text with a gate in each line; lines that are empty or begin with {@code #} count for nothing.
     *
     * @return the gates, of which each makes sense
     * @throws BuildProblemException if any of them does not; the message has a line for each problem
     */
    public static List<GateSetting> parseLines(String text) throws BuildProblemException {
        List<Written> written = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                written.add(new Written("line " + number + " '" + line + "'", line));
            }
        }
        return read(written, null).settings();
    }

    /** A gate and where it stands. */
    private record Written(String where, String text) {}

    private record Understood(List<GateSetting> settings, List<Gate> gates) {}

    private static Understood read(List<Written> written, @Nullable String minimumChange) throws BuildProblemException {
        List<GateSetting> settings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Written gate : written) {
            try {
                settings.add(parse(gate.where(), gate.text(), minimumChange));
            } catch (BuildProblemException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        List<Gate> gates = List.of();
        try {
            gates = GateReader.read(settings);
        } catch (BuildProblemException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        if (!problems.isEmpty()) {
            throw new BuildProblemException(String.join("\n", problems));
        }
        return new Understood(settings, gates);
    }

    private static String option(String text) {
        return "--gate '" + text + "'";
    }

    /** On the command line, {@code previous} and {@code reference} are enough. */
    private static @Nullable String baseline(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String word = written.substring(1);
        return word.equalsIgnoreCase("previous") || word.equalsIgnoreCase("reference") ? word + "-delta" : word;
    }
}
