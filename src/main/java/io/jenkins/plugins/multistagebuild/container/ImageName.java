package io.jenkins.plugins.multistagebuild.container;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.util.regex.Pattern;

/**
 * The grammar of a name that an image can be given: the reference of the distribution specification, without a digest,
 * which cannot be chosen. Asked before a build, because the engines refuse a bad name only at its end.
 */
public final class ImageName {
    private static final int LONGEST = 255;

    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final String HOST = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:]+])(?::[0-9]+)?";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern NAME =
            Pattern.compile("(?:" + HOST + "/)?" + COMPONENT + "(?:/" + COMPONENT + ")*(?::[\\w][\\w.-]{0,127})?");

    private ImageName() {}

    /**
     * Makes sure that an image can have this name.
     *
     * @param option what the user gave it with, for the message
     */
    public static void require(String option, String name) throws BuildProblemException {
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw new BuildProblemException(option + " '" + name + "' is no name for an image; write [HOST[:PORT]/]NAME"
                    + "[:TAG] with lower-case letters, digits and single '.', '_' or '-' between them in NAME");
        }
    }
}
