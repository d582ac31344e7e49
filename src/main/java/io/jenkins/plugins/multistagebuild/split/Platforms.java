package io.jenkins.plugins.multistagebuild.split;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The platform ARGs that a builder predefines in the global scope.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope">Dockerfile
 *     reference, automatic platform ARGs</a>
 */
final class Platforms {
    private Platforms() {}

    /** The platform of this machine in the words of the OCI specification. */
    static String local() {
        String architecture = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return "linux/"
                + switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                };
    }

    /** TARGET… and BUILD… PLATFORM, OS, ARCH and VARIANT, and TARGETSTAGE. */
    static Map<String, String> arguments(SplitOptions options, String targetStage) {
        Map<String, String> arguments = new HashMap<>();
        String target = options.platform() != null ? options.platform() : options.builderPlatform();
        put(arguments, "TARGET", target);
        put(arguments, "BUILD", options.builderPlatform());
        arguments.put("TARGETSTAGE", targetStage);
        return arguments;
    }

    private static void put(Map<String, String> arguments, String prefix, String platform) {
        String[] parts = platform.split("/", 3);
        arguments.put(prefix + "PLATFORM", platform);
        arguments.put(prefix + "OS", parts[0]);
        arguments.put(prefix + "ARCH", parts.length > 1 ? parts[1] : "");
        arguments.put(prefix + "VARIANT", parts.length > 2 ? parts[2] : "");
    }
}
