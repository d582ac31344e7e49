package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Failure;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import io.jenkins.plugins.multistagebuild.container.ImageName;
import io.jenkins.plugins.multistagebuild.gate.GateNotation;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * What each parameter of the step may be, said in a way that teaches. Values come here trimmed, not empty, and without
 * {@code $}, since what a Pipeline puts in for a variable cannot be known.
 */
final class StepFormRules {
    /** No baseline, no budget, or no network. */
    static final String NONE = "none";

    private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9_.-]*");
    private static final Pattern STAGE_OR_NUMBERED = Pattern.compile("[a-z][a-z0-9_.-]*(?:#[0-9]+)?");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9_]+/[a-z0-9_]+(?:/[a-z0-9_.]+)?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern DIGEST = Pattern.compile("@[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}$");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final List<String> PLATFORMS = List.of(
            "linux/386",
            "linux/amd64",
            "linux/arm/v6",
            "linux/arm/v7",
            "linux/arm64",
            "linux/ppc64le",
            "linux/riscv64",
            "linux/s390x");

    private StepFormRules() {}

    static FormValidation image(String value) {
        try {
            ImageName.require("image", value);
            return FormValidation.ok();
        } catch (BuildProblemException e) {
            return value.contains("@")
                    ? FormValidation.error(Messages.StepForm_image_digest(value))
                    : FormValidation.error(Messages.StepForm_image_wrong(value));
        }
    }

    /** A path that stays inside the workspace. */
    static FormValidation path(String value) {
        if (value.startsWith("/") || DRIVE.matcher(value).matches()) {
            return FormValidation.error(Messages.StepForm_path_absolute(value));
        }
        if (value.contains("\\")) {
            return FormValidation.error(Messages.StepForm_path_backslash(value.replace('\\', '/')));
        }
        int depth = 0;
        for (String part : value.split("/")) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return FormValidation.error(Messages.StepForm_path_outside(value));
            }
        }
        return FormValidation.ok();
    }

    static FormValidation target(String value) {
        return isNumber(value) ? FormValidation.error(Messages.StepForm_target_number(value)) : stageName(value);
    }

    static FormValidation stageName(String value) {
        return STAGE.matcher(value.toLowerCase(Locale.ROOT)).matches()
                ? FormValidation.ok()
                : FormValidation.error(Messages.StepForm_stageName_wrong(value));
    }

    /** The name of a branch, which for stages that share a name has their number behind it. */
    static FormValidation stageReference(String value) {
        return STAGE_OR_NUMBERED.matcher(value.toLowerCase(Locale.ROOT)).matches()
                ? FormValidation.ok()
                : FormValidation.error(Messages.StepForm_stageName_wrong(value));
    }

    static FormValidation budget(String value) {
        if (CallDefaults.isNone(value)) {
            return FormValidation.ok(Messages.StepForm_budget_none());
        }
        try {
            long bytes = ByteSize.parse(value).bytes();
            return bytes == 0
                    ? FormValidation.warning(Messages.StepForm_budget_zero())
                    : FormValidation.ok(Messages.StepForm_budget_ok(bytes));
        } catch (BuildProblemException e) {
            return FormValidation.error(Messages.StepForm_budget_wrong(value));
        }
    }

    /** Gates, one in each line. */
    static FormValidation gateLines(String value) {
        try {
            return FormValidation.ok(Messages.StepForm_gateLines_ok(
                    GateNotation.parseLines(value).size()));
        } catch (BuildProblemException e) {
            return FormValidation.aggregate(
                    e.getMessage().lines().map(FormValidation::error).toList());
        }
    }

    /** The choices of an engine. */
    static ListBoxModel engines() {
        ListBoxModel items =
                new ListBoxModel(new ListBoxModel.Option(Messages.StepForm_engine_auto(), StepDefaults.AUTO));
        for (EngineKind kind : EngineKind.values()) {
            items.add(kind.program());
        }
        return items;
    }

    static FormValidation minimumChange(String value) {
        try {
            ByteSize.parse(value);
            return FormValidation.ok();
        } catch (BuildProblemException e) {
            return FormValidation.error(Messages.StepForm_minimumChange_wrong(value));
        }
    }

    static FormValidation baseline(String value) {
        if (value.equals(StepDefaults.AUTO) || value.equals(NONE)) {
            return FormValidation.ok();
        }
        boolean image = isReference(value);
        boolean path = !value.matches(".*\\s.*") && path(value).kind == FormValidation.Kind.OK;
        if (!image && !path) {
            return FormValidation.error(Messages.StepForm_baseline_wrong(value));
        }
        return FormValidation.ok(
                !image
                        ? Messages.StepForm_baseline_path(value)
                        : path ? Messages.StepForm_baseline_either(value) : Messages.StepForm_baseline_image(value));
    }

    private static boolean isReference(String value) {
        try {
            ImageName.require("baseline", DIGEST.matcher(value).replaceFirst(""));
            return true;
        } catch (BuildProblemException e) {
            return false;
        }
    }

    static FormValidation platform(String value) {
        if (value.contains(",")) {
            return FormValidation.error(Messages.StepForm_platform_several(value));
        }
        return PLATFORM.matcher(value.toLowerCase(Locale.ROOT)).matches()
                ? FormValidation.ok()
                : FormValidation.error(Messages.StepForm_platform_wrong(value));
    }

    static AutoCompletionCandidates platforms(@Nullable String start) {
        AutoCompletionCandidates candidates = new AutoCompletionCandidates();
        PLATFORMS.stream()
                .filter(platform -> platform.contains(Util.fixNull(start).strip()))
                .forEach(candidates::add);
        return candidates;
    }

    static FormValidation network(String value) {
        return value.matches(".*\\s.*")
                ? FormValidation.error(Messages.StepForm_network_wrong(value))
                : FormValidation.ok();
    }

    static FormValidation jobs(String value) {
        return switch (number(value)) {
            case -1 -> FormValidation.error(Messages.StepForm_number_wrong(value));
            case 1 -> FormValidation.warning(Messages.StepForm_jobs_one());
            default -> FormValidation.ok();
        };
    }

    static FormValidation retries(String value) {
        return switch (number(value)) {
            case -1 -> FormValidation.error(Messages.StepForm_number_wrong(value));
            case 0 -> FormValidation.warning(Messages.StepForm_retries_none());
            default -> FormValidation.ok();
        };
    }

    /** The whole number from 0 that a text is, or -1. */
    static int number(String value) {
        try {
            return Math.max(-1, Integer.parseInt(value));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isNumber(String value) {
        return value.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    static FormValidation registryUrl(String value) {
        try {
            URI url = new URI(value);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null) {
                return FormValidation.ok();
            }
            return FormValidation.error(
                    url.getUserInfo() != null
                            ? Messages.StepForm_registryUrl_secret()
                            : Messages.StepForm_registryUrl_wrong(value));
        } catch (URISyntaxException e) {
            return FormValidation.error(Messages.StepForm_registryUrl_wrong(value));
        }
    }

    /** Where a push goes, if the image's name and the registry's address leave that open. */
    static FormValidation push(@Nullable String image, @Nullable String registryUrl) {
        String name = Util.fixNull(image).strip();
        if (Util.fixEmptyAndTrim(registryUrl) != null || name.contains("$")) {
            return FormValidation.ok();
        }
        List<String> parts = Arrays.asList(name.split("/"));
        boolean host = parts.size() > 1
                && (parts.get(0).matches(".*[.:].*") || parts.get(0).equals("localhost"));
        return host ? FormValidation.ok() : FormValidation.warning(Messages.StepForm_push_hub());
    }

    static FormValidation id(String value) {
        if (!ID.matcher(value).matches()) {
            return FormValidation.error(Messages.StepForm_id_wrong(value));
        }
        try {
            Jenkins.checkGoodName(value);
            return FormValidation.ok();
        } catch (Failure e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
