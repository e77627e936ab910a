package dev.taowa.image;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.HashMap;
import java.util.Optional;

/**
 * The distribution of an image, as its os-release says.
 *
 * @param id such as {@code debian}
 * @param version such as {@code 13}; empty for one without releases
 * @param title for people
 */
record OperatingSystem(String id, String version, String title) {

    private static final String FIX =
            "use an image based on Debian 11 or newer or Ubuntu 20.04 or newer, or remove \"image\" for the built-in one";

    /** Parses os-release(5). */
    static OperatingSystem parse(String text) {
        var values = new HashMap<String, String>();
        for (var line : text.split("\n", -1)) {
            var at = line.indexOf('=');
            if (at > 0 && !line.startsWith("#")) {
                values.put(
                        line.substring(0, at).strip(),
                        unquote(line.substring(at + 1).strip()));
            }
        }
        var id = values.getOrDefault("ID", "linux");
        var version = values.getOrDefault("VERSION_ID", "");
        return new OperatingSystem(id, version, values.getOrDefault("PRETTY_NAME", (id + " " + version).strip()));
    }

    /** The system of an image that can become a machine; IMAGE_NOT_SUPPORTED otherwise. */
    static OperatingSystem supported(String reference, Optional<String> osRelease) {
        if (osRelease.isEmpty()) {
            throw unsupported("image %s has no /etc/os-release, so it is no Debian or Ubuntu".formatted(reference));
        }
        var system = parse(osRelease.get());
        var oldest = switch (system.id) {
            case "debian" -> 11;
            case "ubuntu" -> 20;
            default -> throw unsupported("image %s is %s".formatted(reference, system.title));
        };
        if (system.release() < oldest) {
            throw unsupported("image %s is %s, which is too old".formatted(reference, system.title));
        }
        return system;
    }

    /** The number before the dot; a distribution without releases is newer than any. */
    private int release() {
        var number = version.split("\\.", 2)[0];
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
    }

    private static String unquote(String value) {
        var quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static ProblemException unsupported(String what) {
        return new ProblemException(new Problem(ProblemCode.IMAGE_NOT_SUPPORTED, what, FIX));
    }
}
