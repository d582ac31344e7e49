package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.Util;
import hudson.model.Item;
import hudson.model.labels.LabelExpression;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Maps in a form: a text with a {@code NAME=VALUE} per line. Empty lines count for nothing. */
final class StepFormLines {
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SECRET =
            Pattern.compile(".*(?:PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY).*", Pattern.CASE_INSENSITIVE);

    private StepFormLines() {}

    /**
     * Takes a text out of a form.
     *
     * @throws StepFormException if a line is no {@code NAME=VALUE} or its name was there before
     */
    static Map<String, String> takeMap(JSONObject form, String field) {
        String text = form.optString(field, "");
        form.remove(field);
        try {
            return parse(text);
        } catch (StepFormException e) {
            throw new StepFormException(field + ": " + e.getMessage());
        }
    }

    /**
     * Makes sure that a field holds a whole number from 0, and takes it out of the form if it is empty.
     *
     * @throws StepFormException if it holds anything else
     */
    static void requireNumber(JSONObject form, String field) {
        String text = Util.fixEmptyAndTrim(form.optString(field, ""));
        if (text == null) {
            form.remove(field);
        } else if (StepFormRules.number(text) < 0) {
            throw new StepFormException(field + ": " + Messages.StepForm_number_wrong(text));
        }
    }

    /** Takes a field that is empty out of the form. */
    static void dropEmpty(JSONObject form, String field) {
        if (Util.fixEmptyAndTrim(form.optString(field, "")) == null) {
            form.remove(field);
        }
    }

    /** The map as a text. */
    static String print(@Nullable Map<String, String> map) {
        return map == null
                ? ""
                : map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int sign = line.indexOf('=');
            String name = line.substring(0, Math.max(sign, 0)).strip();
            if (name.isEmpty()) {
                throw new StepFormException(Messages.StepForm_line_wrong(number, line.strip()));
            }
            if (map.put(name, line.substring(sign + 1)) != null) {
                throw new StepFormException(Messages.StepForm_line_twice(number, name));
            }
        }
        return map;
    }

    static FormValidation checkBuildArgs(@Nullable String text) {
        List<FormValidation> remarks = new ArrayList<>();
        try {
            parse(Util.fixNull(text)).forEach((name, value) -> {
                if (!ARGUMENT.matcher(name).matches()) {
                    remarks.add(FormValidation.warning(Messages.StepForm_buildArgs_name(name)));
                } else if (SECRET.matcher(name).matches()) {
                    remarks.add(FormValidation.warning(Messages.StepForm_buildArgs_secret(name)));
                }
                if (value.contains("$")) {
                    remarks.add(FormValidation.warning(Messages.StepForm_variable()));
                }
                unquoted(name, remarks);
            });
        } catch (StepFormException e) {
            return FormValidation.error(e.getMessage());
        }
        return FormValidation.aggregate(remarks);
    }

    /** @param item the job that the form is in, or null */
    static FormValidation checkLabels(@Nullable String text, @Nullable Item item) {
        List<FormValidation> remarks = new ArrayList<>();
        try {
            Map<String, String> lower = new LinkedHashMap<>();
            parse(Util.fixNull(text)).forEach((name, label) -> {
                remarks.add(StepFormRules.stageReference(name));
                remarks.add(
                        MultiStageBuildDescriptor.check(item, label, value -> LabelExpression.validate(value, item)));
                if (lower.put(name.toLowerCase(Locale.ROOT), name) != null) {
                    remarks.add(FormValidation.error(Messages.StepForm_labels_twice(name)));
                }
                unquoted(name, remarks);
            });
        } catch (StepFormException e) {
            return FormValidation.error(e.getMessage());
        }
        return FormValidation.aggregate(remarks.stream()
                .filter(remark -> remark.kind != FormValidation.Kind.OK)
                .toList());
    }

    /** Pipeline's generator writes such a name as a map key without quotes, which Groovy does not compile. */
    private static void unquoted(String name, List<FormValidation> remarks) {
        if (name.contains(".")) {
            remarks.add(FormValidation.warning(Messages.StepForm_unquoted(name)));
        }
    }
}
