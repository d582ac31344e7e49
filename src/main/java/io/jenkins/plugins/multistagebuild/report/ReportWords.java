package io.jenkins.plugins.multistagebuild.report;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a report says, in the language of whoever reads it. A report is written once, in English, and kept; so its sentences
 * are known here by their form, also those of earlier releases, and one that is not known stays as it is. For English this
 * changes nothing.
 */
public final class ReportWords {
    private static final String SENTENCE = "sentence.";
    private static final String ACCEPTED = "accepted";
    private static final String IN_EARLIER = "inEarlier";

    /** How far a sentence, a reason in it and a name in that lie in each other. */
    private static final int DEEPEST = 3;

    /** Where a form has a name or a figure; in English, the first one is the first. */
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    /** Forms of sentences and their parts, a closer one before one that would fit its sentences as well. */
    static final List<String> FORMS = List.of(
            ACCEPTED,
            "inactive",
            "tooSmall",
            "grownWithin",
            "grownOver",
            "within",
            "over",
            "atLeast",
            "lessThan",
            "imageSize",
            "compressedSize",
            "diskSize",
            "layerCount",
            "largestLayer",
            "stageSize",
            "pathSize",
            "reduction",
            "wastedBytes",
            "points",
            "noImage",
            "notCompressed",
            "noDisk",
            "noWaste",
            "notListed",
            "noStage",
            "stageSkipped",
            "stageUnmeasured",
            "noBaseline",
            "emptyBaseline",
            "otherEngine",
            "fromNothing",
            "thisWithoutImage",
            "withoutImage",
            "firstBuild",
            "noEarlier",
            "reportGone",
            "reportUnreadable",
            IN_EARLIER);

    private final ResourceBundle english = bundle(Locale.ROOT);
    private final ResourceBundle words;

    private ReportWords(Locale reader) {
        this.words = bundle(reader);
    }

    /** For a reader of that language; English where there is no translation into it. */
    public static ReportWords of(Locale reader) {
        return new ReportWords(reader);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                ReportWords.class.getName(),
                locale,
                ReportWords.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** A sentence of a report, or a reason that one gives. */
    public String sentence(String written) {
        return sentence(written, 0);
    }

    private String sentence(String written, int depth) {
        String translated = depth > DEEPEST ? null : translated(written, depth);
        return translated == null ? written : translated;
    }

    private @Nullable String translated(String written, int depth) {
        for (String form : FORMS) {
            List<String> parts = parts(english.getString(SENTENCE + form), written);
            // What stands before "in" could be anything: only a reason that is known makes it this form.
            if (parts != null && (!form.equals(IN_EARLIER) || translated(parts.get(0), depth + 1) != null)) {
                Object[] arguments = parts.toArray();
                // The reason for which an increase was accepted is somebody's own words.
                int ours = form.equals(ACCEPTED) ? 1 : arguments.length;
                for (int i = 0; i < ours; i++) {
                    arguments[i] = sentence(parts.get(i), depth + 1);
                }
                return format(SENTENCE + form, arguments);
            }
        }
        return null;
    }

    /**
     * What a text has in the places of a form; null if it is not of that form. Each fixed part counts where it comes first,
     * so that a text of any length is taken apart in one go.
     */
    private static @Nullable List<String> parts(String form, String text) {
        String[] fixed = PLACE.split(form.replace("''", "'"), -1);
        int last = fixed.length - 1;
        int end = text.length() - fixed[last].length();
        if (last == 0) {
            return text.equals(fixed[0]) ? List.of() : null;
        }
        if (!text.startsWith(fixed[0]) || !text.endsWith(fixed[last])) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        int at = fixed[0].length();
        for (int i = 1; i <= last; i++) {
            int found = i == last ? end : text.indexOf(fixed[i], at);
            if (found < at) {
                return null;
            }
            parts.add(text.substring(at, found));
            at = found + fixed[i].length();
        }
        return parts;
    }

    /** The word for a metric, as {@link GateVerdict#metric} has it. */
    public String metric(String name) {
        return word("metric." + name, name);
    }

    /** What a gate compares with, as {@link GateVerdict#baseline} has it; empty where its limit is absolute. */
    public String baseline(String name) {
        return name.equals("PROJECT") ? "" : word("baseline." + name, name);
    }

    /** What it means if a gate is not passed. */
    public String criticality(Criticality criticality) {
        return word("criticality." + criticality, criticality.toString());
    }

    /** How a gate was judged. */
    public String outcome(GateOutcome outcome) {
        return word("outcome." + outcome, outcome.toString());
    }

    /** How a stage ended. */
    public String status(StageStatus status) {
        return word("status." + status, status.toString());
    }

    /** The builder of an engine, as {@link Engine#builder} has it. */
    public String builder(String name) {
        return word("builder." + name, name);
    }

    /** A stage's name, or its number in words where it has none. */
    public String stage(StageFigures stage) {
        return stage.name() == null ? format("stage.unnamed", stage.index()) : stage.name();
    }

    /** What the image is measured against. */
    public String baseline(Baseline baseline) {
        return format("baseline." + baseline.kind(), baseline.name());
    }

    private String format(String key, Object... arguments) {
        return MessageFormat.format(words.getString(key), arguments);
    }

    private String word(String key, String otherwise) {
        try {
            return words.getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }
}
