package io.jenkins.plugins.multistagebuild.build.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One thing in which the image of the split build is not the image of the unsplit build.
 *
 * @param kind in what they differ
 * @param subject the path, the configuration key, or the position in the history
 * @param unsplit what the unsplit build made, empty if nothing
 * @param split what the split build made, empty if nothing
 */
public record ImageDifference(Kind kind, String subject, String unsplit, String split) {

    private static final Pattern COPIED = Pattern.compile("(dir|file|multi):[0-9a-f]{64}(?= in )");

    /** In what two images can differ. */
    public enum Kind {
        MISSING_FILE,
        EXTRA_FILE,
        TYPE,
        MODE,
        OWNER,
        SIZE,
        CONTENT,
        LINK_TARGET,
        HARD_LINKS,
        EXTENDED_ATTRIBUTES,
        DEVICE,
        CONFIGURATION,
        PLATFORM,
        HISTORY
    }

    /**
     * Compares two images. The classic builder's history names what it copied by a hash ({@code COPY dir:5f98… in /x}).
     * That hash covers the mode and owner of the copied directory itself, which never reach the image and which a stub
     * need not keep, so it does not count.
     *
     * @return every difference, files first, in the order of their paths; empty if the images are equal
     */
    public static List<ImageDifference> between(ImageSnapshot unsplit, ImageSnapshot split) {
        List<ImageDifference> found = new ArrayList<>();
        Set<String> paths = new TreeSet<>(unsplit.files().keySet());
        paths.addAll(split.files().keySet());
        for (String path : paths) {
            compareFiles(found, path, unsplit, split);
        }
        Set<String> keys = new TreeSet<>(unsplit.config().keySet());
        keys.addAll(split.config().keySet());
        for (String key : keys) {
            String left = unsplit.config().getOrDefault(key, "");
            note(found, Kind.CONFIGURATION, key, left, split.config().getOrDefault(key, ""));
        }
        note(found, Kind.PLATFORM, "platform", unsplit.platform(), split.platform());
        compareHistories(found, unsplit.history(), split.history());
        return List.copyOf(found);
    }

    private static void compareFiles(
            List<ImageDifference> found, String path, ImageSnapshot unsplit, ImageSnapshot split) {
        FileEntry left = unsplit.files().get(path);
        FileEntry right = split.files().get(path);
        if (right == null) {
            found.add(new ImageDifference(Kind.MISSING_FILE, path, String.valueOf(left), ""));
        } else if (left == null) {
            found.add(new ImageDifference(Kind.EXTRA_FILE, path, "", String.valueOf(right)));
        } else if (left.type() != right.type()) {
            note(found, Kind.TYPE, path, left.type().name(), right.type().name());
        } else {
            compareEntries(found, path, left, right);
        }
    }

    private static void compareEntries(List<ImageDifference> found, String path, FileEntry left, FileEntry right) {
        compare(found, Kind.MODE, path, left, right, FileEntry::octalMode);
        compare(found, Kind.OWNER, path, left, right, FileEntry::owner);
        compare(found, Kind.SIZE, path, left, right, e -> String.valueOf(e.size()));
        compare(found, Kind.CONTENT, path, left, right, FileEntry::sha256);
        compare(found, Kind.LINK_TARGET, path, left, right, FileEntry::linkTarget);
        compare(found, Kind.HARD_LINKS, path, left, right, FileEntry::hardLinks);
        compare(found, Kind.EXTENDED_ATTRIBUTES, path, left, right, e -> e.xattrs()
                .toString());
        compare(found, Kind.DEVICE, path, left, right, FileEntry::device);
    }

    private static void compareHistories(List<ImageDifference> found, List<String> left, List<String> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String expected = i < left.size() ? withoutHash(left.get(i)) : "";
            String actual = i < right.size() ? withoutHash(right.get(i)) : "";
            note(found, Kind.HISTORY, "history[" + i + "]", expected, actual);
        }
    }

    private static String withoutHash(String instruction) {
        return COPIED.matcher(instruction).replaceAll("$1:…");
    }

    private static void compare(
            List<ImageDifference> found,
            Kind kind,
            String path,
            FileEntry left,
            FileEntry right,
            Function<FileEntry, String> aspect) {
        note(found, kind, path, aspect.apply(left), aspect.apply(right));
    }

    private static void note(List<ImageDifference> found, Kind kind, String subject, String left, String right) {
        if (!left.equals(right)) {
            found.add(new ImageDifference(kind, subject, left, right));
        }
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return subject + ": " + what + ": unsplit " + shown(unsplit) + ", split " + shown(split);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : "'" + value + "'";
    }
}
