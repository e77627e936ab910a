package dev.taowa.cli.doctor;

import dev.taowa.cli.client.StateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the set-up of this user on this machine. */
public final class SetUp {

    private static final Set<PosixFilePermission> ONLY_OWNER = PosixFilePermissions.fromString("rwx------");

    private final Map<String, String> environment;
    private final StateFolder state;

    public SetUp(Map<String, String> environment, StateFolder state) {
        this.environment = environment;
        this.state = state;
    }

    /** Everything that can be seen without the server; with {@code fix} what can be mended is. */
    public List<Finding> findings(boolean fix) {
        return List.of(program(), packages(), stateFolder(fix), privilege(), ssh(), sshConfig());
    }

    private Finding program() {
        var java = "Java " + Runtime.version();
        var home = environment.getOrDefault("TAOWA_HOME", "");
        if (home.isEmpty() || Files.exists(Path.of(home, "cli.aot"))) {
            return Finding.good("program", java);
        }
        return Finding.limited(
                "program", java + ", without a start-up cache", "delete %s and run ./taowa again".formatted(home));
    }

    /** The script knows, because it must do without this program. */
    private Finding packages() {
        var missing = environment.getOrDefault("TAOWA_MISSING_PACKAGES", "").strip();
        return missing.isEmpty()
                ? Finding.good("system packages", "all there")
                : Finding.unfit("system packages", "missing: " + missing, "run `taowa doctor --fix`");
    }

    private Finding stateFolder(boolean fix) {
        var path = state.path();
        try {
            if (!Files.exists(path)) {
                return Finding.good("state folder", path + " (made when first used)");
            }
            if (fix) {
                Files.setPosixFilePermissions(path, ONLY_OWNER);
            }
            if (!Files.isWritable(path)) {
                return Finding.unfit(
                        "state folder", path + " cannot be written", "give it to yourself: chown -R $USER " + path);
            }
            return Files.getPosixFilePermissions(path).equals(ONLY_OWNER)
                    ? Finding.good("state folder", path.toString())
                    : Finding.unfit("state folder", path + " is open to others", "chmod 700 " + path);
        } catch (IOException e) {
            return Finding.unfit("state folder", path + ": " + e.getMessage(), "set TAOWA_STATE to another folder");
        }
    }

    private Finding privilege() {
        if (isRoot()) {
            return Finding.good("privilege", "root");
        }
        return onPath("sudo")
                ? Finding.good("privilege", "sudo")
                : Finding.unfit("privilege", "neither root nor sudo", "install sudo, or run taowa as root");
    }

    private Finding ssh() {
        return onPath("ssh")
                ? Finding.good("ssh", "OpenSSH client")
                : Finding.unfit("ssh", "no OpenSSH client", "install the package openssh-client");
    }

    private Finding sshConfig() {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        try {
            var config = Files.readString(Path.of(home, ".ssh", "config"));
            if (config.contains("taowa")) {
                return Finding.good("plain ssh", "`ssh NAME.taowa` works");
            }
        } catch (IOException absent) {
            // As good as one without our line.
        }
        return Finding.limited("plain ssh", "only `taowa ssh` works", "run `taowa ssh-config --install`");
    }

    private static boolean isRoot() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean onPath(String program) {
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
