package dev.taowa.driver.podman.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the texts that the kernel shows under /proc; a text of another shape gives nothing, not a failure. */
final class ProcText {

    /** A limit that is not there. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** Names by bit number; the kernel's header defines them so. */
    private static final List<String> CAPABILITIES = List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "FSETID",
            "KILL",
            "SETGID",
            "SETUID",
            "SETPCAP",
            "LINUX_IMMUTABLE",
            "NET_BIND_SERVICE",
            "NET_BROADCAST",
            "NET_ADMIN",
            "NET_RAW",
            "IPC_LOCK",
            "IPC_OWNER",
            "SYS_MODULE",
            "SYS_RAWIO",
            "SYS_CHROOT",
            "SYS_PTRACE",
            "SYS_PACCT",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_NICE",
            "SYS_RESOURCE",
            "SYS_TIME",
            "SYS_TTY_CONFIG",
            "MKNOD",
            "LEASE",
            "AUDIT_WRITE",
            "AUDIT_CONTROL",
            "SETFCAP",
            "MAC_OVERRIDE",
            "MAC_ADMIN",
            "SYSLOG",
            "WAKE_ALARM",
            "BLOCK_SUSPEND",
            "AUDIT_READ",
            "PERFMON",
            "BPF",
            "CHECKPOINT_RESTORE");

    private static final Pattern GRAPH_ROOT = Pattern.compile("(?m)^\\s*graphroot\\s*=\\s*\"(/[^\"]*)\"");
    private static final int HARD_LIMIT = 2;

    private ProcText() {}

    /** Every capability that the kernel could have, as CAP_ names. */
    static Set<String> allCapabilities() {
        return CAPABILITIES.stream().map(name -> "CAP_" + name).collect(Collectors.toUnmodifiableSet());
    }

    /** The bounding set in {@code /proc/PID/status}: what a program started from there can ever have. */
    static Set<String> boundingCapabilities(String status) {
        var line = Pattern.compile("(?m)^CapBnd:\\s*([0-9a-f]{1,16})$").matcher(status);
        if (!line.find()) {
            return Set.of();
        }
        var bits = Long.parseUnsignedLong(line.group(1), 16);
        var names = new TreeSet<String>();
        for (var bit = 0; bit < CAPABILITIES.size(); bit++) {
            if ((bits >>> bit & 1) == 1) {
                names.add("CAP_" + CAPABILITIES.get(bit));
            }
        }
        return names;
    }

    /** A hard limit in {@code /proc/PID/limits}, by its name there. */
    static long hardLimit(String limits, String name) {
        return limits.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", -1))
                .filter(fields -> fields.length >= HARD_LIMIT)
                .map(fields -> fields[1].equals("unlimited") ? UNLIMITED : Long.parseLong(fields[1]))
                .findFirst()
                .orElse(UNLIMITED);
    }

    /** Controllers of version 1 that are mounted, by {@code /proc/self/cgroup}. */
    static Set<String> firstVersionControllers(String cgroup) {
        var names = new TreeSet<String>();
        for (var line : cgroup.split("\n", -1)) {
            var fields = line.split(":", 3);
            if (fields.length == 3 && !fields[1].isEmpty() && !fields[1].startsWith("name=")) {
                names.addAll(List.of(fields[1].split(",", -1)));
            }
        }
        return names;
    }

    /** Words of a text, such as {@code cgroup.controllers}. */
    static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : new TreeSet<>(List.of(text.strip().split("\\s+", -1)));
    }

    /** The id ranges of {@code /proc/PID/uid_map} or of {@code /etc/subuid}, first id inside and count. */
    static List<IdRange> idMap(String text) {
        var ranges = new ArrayList<IdRange>();
        for (var line : text.split("\n", -1)) {
            var fields = line.strip().split("\\s+", -1);
            if (fields.length == 3) {
                ranges.add(new IdRange(Long.parseLong(fields[0]), Long.parseLong(fields[2])));
            }
        }
        return ranges;
    }

    static List<IdRange> subordinateIds(String text) {
        var line = Pattern.compile("(?m)^[^:#\n]+:(\\d{1,10}):(\\d{1,10})$");
        return line.matcher(text)
                .results()
                .map(match -> new IdRange(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))))
                .toList();
    }

    /** A line of {@code /proc/meminfo}, in bytes. */
    static long memoryBytes(String text, String name) {
        var line = Pattern.compile("(?m)^" + Pattern.quote(name) + ":\\s*(\\d+) kB$")
                .matcher(text);
        return line.find() ? Long.parseLong(line.group(1)) * 1024 : 0;
    }

    /** Where the engine stores, if its configuration says so. */
    static Optional<String> graphRoot(String storageConf) {
        var line = GRAPH_ROOT.matcher(storageConf);
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }
}
