package dev.taowa.image;

import dev.taowa.workspace.ImageTag;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Debian root file system made from packages alone, without a registry.
 *
 * @param suite such as {@code trixie}
 * @param packages beyond the essential ones, sorted
 * @param excludedPaths what dpkg leaves out, now and later, as in its {@code path-exclude}
 * @param includedPaths what it keeps of that, as in its {@code path-include}
 * @param tag ends in the hash of everything here
 */
public record DebianSystem(
        ImageTag tag, String suite, List<String> packages, List<String> excludedPaths, List<String> includedPaths) {

    private static final List<String> PACKAGES = Stream.of(
                    "bash-completion",
                    "ca-certificates",
                    "curl",
                    "dbus",
                    "dbus-user-session",
                    "git",
                    "iproute2",
                    "iputils-ping",
                    "less",
                    "libpam-systemd",
                    "nano",
                    "netbase",
                    "openssh-server",
                    "procps",
                    "rsync",
                    "sudo",
                    "systemd",
                    "systemd-sysv",
                    "xz-utils")
            .sorted()
            .toList();

    /** The built-in base: Debian 13 with what the feature {@code vm} needs, so that it downloads nothing more. */
    public static final DebianSystem DEBIAN = of(
            "trixie",
            PACKAGES,
            List.of(
                    "/usr/share/doc/*",
                    "/usr/share/info/*",
                    "/usr/share/lintian/*",
                    "/usr/share/locale/*",
                    "/usr/share/man/*"),
            List.of("/usr/share/doc/*/copyright", "/usr/share/locale/locale.alias"));

    public DebianSystem {
        packages = List.copyOf(packages);
        excludedPaths = List.copyOf(excludedPaths);
        includedPaths = List.copyOf(includedPaths);
    }

    /** The system of these parts, named by them. */
    public static DebianSystem of(
            String suite, List<String> packages, List<String> excludedPaths, List<String> includedPaths) {
        var sorted = packages.stream().sorted().distinct().toList();
        var hash = new InputHash()
                .add("suite", suite)
                .addAll("package", sorted)
                .addAll("excluded", excludedPaths)
                .addAll("included", includedPaths);
        return new DebianSystem(hash.tag("base"), suite, sorted, excludedPaths, includedPaths);
    }
}
