package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /proc/PID/mountinfo}: what is mounted where.
 *
 * @param options of this mount, such as {@code ro}
 * @param fileSystemOptions of the file system itself, such as {@code prjquota}
 */
public record HostMount(
        Path target, Set<String> options, String fileSystem, String device, Set<String> fileSystemOptions) {

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final int TARGET = 4;
    private static final int OPTIONS = 5;

    public HostMount {
        options = Set.copyOf(options);
        fileSystemOptions = Set.copyOf(fileSystemOptions);
    }

    /** The mounts of this process, in the order they were made. */
    public static List<HostMount> list() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
    }

    /** Parses the whole file, read as ISO-8859-1; lines of another shape are left out. */
    public static List<HostMount> parse(String text) {
        var mounts = new ArrayList<HostMount>();
        for (var line : text.split("\n", -1)) {
            var halves = line.split(" - ", 2);
            var left = halves[0].split(" ", -1);
            if (halves.length < 2 || left.length <= OPTIONS) {
                continue;
            }
            var right = halves[1].split(" ", -1);
            mounts.add(new HostMount(
                    Path.of(decoded(left[TARGET])),
                    words(left[OPTIONS]),
                    right[0],
                    right.length > 1 ? right[1] : "",
                    right.length > 2 ? words(right[2]) : Set.of()));
        }
        return mounts;
    }

    public boolean mapped() {
        return options.contains("idmapped");
    }

    private static Set<String> words(String list) {
        return new HashSet<>(List.of(list.split(",", -1)));
    }

    /** The kernel escapes blanks as octal; what it names is bytes, UTF-8 for people. */
    private static String decoded(String field) {
        var bytes = OCTAL.matcher(field)
                .replaceAll(match -> {
                    var character = String.valueOf((char) Integer.parseInt(match.group(1), 8));
                    return Matcher.quoteReplacement(character);
                })
                .getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
