package dev.taowa.access;

import java.nio.file.Path;

/** Where a state keeps what SSH needs; the names are those that people know from {@code ~/.ssh}. */
public record SshFolder(Path path) {

    /** The folder of a state. */
    public static SshFolder of(Path state) {
        return new SshFolder(state.resolve("ssh"));
    }

    Path userCa() {
        return path.resolve("user_ca");
    }

    Path hostCa() {
        return path.resolve("host_ca");
    }

    public Path identity() {
        return path.resolve("id_ed25519");
    }

    public Path certificate() {
        return path.resolve("id_ed25519-cert.pub");
    }

    public Path knownHosts() {
        return path.resolve("known_hosts");
    }

    public Path config() {
        return path.resolve("config");
    }
}
