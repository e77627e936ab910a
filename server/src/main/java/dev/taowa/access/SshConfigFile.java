package dev.taowa.access;

import dev.taowa.dial.ShellWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ssh_config(5) file of a state: one static block a workspace, read by our own commands and, once the person's
 * {@code ~/.ssh/config} includes it, by every program that runs OpenSSH.
 */
public final class SshConfigFile {

    private static final String HEADER = """
            # Written by Taowa whenever a workspace changes; what you write here is lost.
            """;

    /**
     * Without the one key exchange that takes 70 ms: OpenSSH older than 9.9 would take it first, and what never leaves
     * this machine need not outlive quantum computers. Only words that every client knows: one unknown option makes a
     * client refuse the whole file, for other hosts too.
     */
    private static final String LOOPBACK = """
                HostName 127.0.0.1
                KexAlgorithms -sntrup761*
            """;

    private final SshFolder folder;
    private final Path state;
    private final Path program;

    /**
     * A file in the SSH folder of {@code state}.
     *
     * @param program the {@code taowa} command, which tells a person that a workspace does not run
     */
    public SshConfigFile(Path state, Path program) {
        this.folder = SshFolder.of(state);
        this.state = state;
        this.program = program;
    }

    /** Replaces the file unless it says this already. */
    public synchronized void write(List<SshHost> hosts) {
        try {
            PrivateFile.obtainFolder(folder.path());
            PrivateFile.write(folder.config(), text(hosts).getBytes(StandardCharsets.UTF_8));
        } catch (IOException thrown) {
            throw new UncheckedIOException("cannot write " + folder.config(), thrown);
        }
    }

    String text(List<SshHost> hosts) {
        return hosts.stream()
                .sorted(Comparator.comparing(each -> each.name().value()))
                .map(this::block)
                .collect(Collectors.joining("", HEADER, ""));
    }

    private String block(SshHost host) {
        return """

                Host %1$s
                    # Folder %7$s
                    HostKeyAlias %1$s
                    User %2$s
                %3$s
                    IdentityFile %4$s
                    CertificateFile %5$s
                    IdentitiesOnly yes
                    PreferredAuthentications publickey
                    UserKnownHostsFile %6$s
                    GlobalKnownHostsFile /dev/null
                    StrictHostKeyChecking yes
                    CheckHostIP no
                    UpdateHostKeys no
                    ServerAliveInterval 15
                """.formatted(
                        SshAuthority.hostName(host.name()),
                        quote(host.user()),
                        way(host),
                        quote(folder.identity()),
                        quote(folder.certificate()),
                        quote(folder.knownHosts()),
                        quote(host.folder().replace("%", "%%")));
    }

    /** A stopped workspace has no port; then {@code taowa tunnel} says so, which OpenSSH alone could not. */
    private String way(SshHost host) {
        if (host.port().isPresent()) {
            return LOOPBACK + "    Port " + host.port().getAsInt();
        }
        var tunnel = ShellWord.join(List.of(
                "env",
                "TAOWA_STATE=" + state,
                program.toString(),
                "tunnel",
                host.name().value()));
        return "    ProxyCommand " + tunnel.replace("%", "%%");
    }

    private static String quote(Path path) {
        return quote(path.toString().replace("%", "%%"));
    }

    /** A word of ssh_config(5); a name with a line break cannot be one. */
    private static String quote(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a word of ssh_config: control character");
        }
        if (text.matches("[A-Za-z0-9_@%+:,./-]+")) {
            return text;
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
