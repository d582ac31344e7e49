package io.jenkins.plugins.multistagebuild.split;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The platform ARGs that a builder predefines in the global scope.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope">Dockerfile
 *     reference, automatic platform ARGs</a>
 */
public final class Platforms {
    /** What may stand alone for this machine's architecture; any other single word is an architecture. */
    private static final Set<String> OPERATING_SYSTEMS = Set.of("linux", "windows", "darwin", "macos", "freebsd");

    private Platforms() {}

    /** The platform of this machine in the words of the OCI specification. */
    public static String local() {
        String architecture = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return "linux/"
                + switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                };
    }

    /** TARGET… and BUILD… PLATFORM, OS, OSVERSION, ARCH and VARIANT, and TARGETSTAGE; the classic builder has none. */
    static Map<String, String> arguments(SplitOptions options, String targetStage) {
        if (!options.rules().predefinesPlatform()) {
            return Map.of();
        }
        Map<String, String> arguments = new HashMap<>();
        String target = options.platform() != null ? options.platform() : options.builderPlatform();
        put(arguments, "TARGET", target);
        put(arguments, "BUILD", options.builderPlatform());
        arguments.put("TARGETSTAGE", targetStage);
        return arguments;
    }

    private static void put(Map<String, String> arguments, String prefix, String platform) {
        String normal = normalized(platform);
        String[] parts = normal.split("/", 3);
        arguments.put(prefix + "PLATFORM", normal);
        arguments.put(prefix + "OS", parts[0]);
        arguments.put(prefix + "OSVERSION", "");
        arguments.put(prefix + "ARCH", parts.length > 1 ? parts[1] : "");
        arguments.put(prefix + "VARIANT", parts.length > 2 ? parts[2] : "");
    }

    /**
     * A platform as a builder writes it, whatever the user's spelling: {@code linux/aarch64/v8} is {@code linux/arm64}.
     *
     * @see <a href="https://pkg.go.dev/github.com/containerd/platforms#Normalize">containerd, platforms.Normalize</a>
     */
    private static String normalized(String platform) {
        String[] parts = platform.toLowerCase(Locale.ROOT).split("/", 3);
        if (parts.length == 1) {
            return OPERATING_SYSTEMS.contains(parts[0])
                    ? parts[0] + local().substring(local().indexOf('/'))
                    : normalized("linux/" + parts[0]);
        }
        String variant = parts.length > 2 ? parts[2] : "";
        String architecture =
                switch (parts[1]) {
                    case "i386" -> "386";
                    case "x86_64", "x86-64", "amd64" -> "amd64" + suffix(variant.equals("v1") ? "" : variant);
                    case "aarch64", "arm64" -> "arm64" + suffix(variant.matches("v?8") ? "" : variant);
                    case "armhf" -> "arm/v7";
                    case "armel" -> "arm/v6";
                    case "arm" -> "arm" + suffix(variant.isEmpty() ? "v7" : variant.replaceFirst("^(?=[5-8]$)", "v"));
                    default -> parts[1] + suffix(variant);
                };
        return (parts[0].equals("macos") ? "darwin" : parts[0]) + "/" + architecture;
    }

    private static String suffix(String variant) {
        return variant.isEmpty() ? "" : "/" + variant;
    }
}
