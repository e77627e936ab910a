package dev.taowa.access;

import dev.taowa.dial.Authority;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.certificate.OpenSshCertificateBuilder;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate authority of one state: a CA for people and one for workspaces, the person's own key pair with its
 * certificate, and what makes a workspace's sshd one of ours.
 *
 * <p>Formats are OpenSSH's (PROTOCOL.certkeys). Safe for use by many threads.
 */
public final class SshAuthority implements Authority {

    /** How long the person's certificate holds; it is renewed when half of that is left. */
    static final Duration USER_VALIDITY = Duration.ofDays(7);

    /** Longer than any workspace lives; each rebuild makes a new one. */
    static final Duration HOST_VALIDITY = Duration.ofDays(3650);

    /** Tolerated between the clocks of server and workspace. */
    private static final Duration SKEW = Duration.ofHours(1);

    /** What sshd grants to a certificate is only what it names. */
    private static final List<String> USER_EXTENSIONS = List.of(
            "permit-X11-forwarding",
            "permit-agent-forwarding",
            "permit-port-forwarding",
            "permit-pty",
            "permit-user-rc");

    private static final Logger LOG = LoggerFactory.getLogger(SshAuthority.class);

    private final SshFolder folder;
    private final String stateId;
    private final InstantSource clock;
    private final KeyPair userCa;
    private final KeyPair hostCa;
    private final KeyPair person;

    /** Opens the authority of the folder, making whatever is missing. */
    public SshAuthority(SshFolder folder, String stateId, InstantSource clock) {
        this.folder = folder;
        this.stateId = stateId;
        this.clock = clock;
        try {
            PrivateFile.obtainFolder(folder.path());
            userCa = KeyFiles.obtain(folder.userCa(), "taowa user CA " + stateId);
            hostCa = KeyFiles.obtain(folder.hostCa(), "taowa host CA " + stateId);
            person = KeyFiles.obtain(folder.identity(), "taowa " + stateId);
            PrivateFile.write(folder.knownHosts(), knownHosts().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException thrown) {
            throw unusable(thrown);
        }
        renew();
    }

    public SshFolder folder() {
        return folder;
    }

    /** Signs the person's certificate anew when half of its time is over; call it now and then. */
    public synchronized OpenSshCertificate renew() {
        try {
            var current = certificate();
            if (current.isPresent()) {
                return current.get();
            }
            var certificate = signUser(person.getPublic(), clock.instant(), USER_VALIDITY);
            var line = KeyFiles.publicLine(certificate) + " taowa " + stateId + "\n";
            PrivateFile.write(folder.certificate(), line.getBytes(StandardCharsets.UTF_8));
            return certificate;
        } catch (IOException | GeneralSecurityException thrown) {
            throw unusable(thrown);
        }
    }

    /** Renews it every hour for as long as this process lives, since a plain {@code ssh} asks no server first. */
    public void keepRenewed() {
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ssh-renewal").factory());
        var _ = timer.scheduleWithFixedDelay(this::renewOrLog, 1, 1, TimeUnit.HOURS);
    }

    private void renewOrLog() {
        try {
            renew();
        } catch (ProblemException thrown) {
            LOG.warn("the SSH certificate was not renewed; the next hour tries again", thrown);
        }
    }

    /** The person's key pair with a certificate that holds now, to log in with. */
    KeyPair login() {
        return new KeyPair(renew(), person.getPrivate());
    }

    PublicKey hostCa() {
        return hostCa.getPublic();
    }

    @Override
    public List<PlacedFile> hostFiles(WorkspaceId id, WorkspaceName name) {
        try {
            var keys = KeyFiles.generate();
            var certificate = signHost(keys.getPublic(), id, name);
            return List.of(
                    placed("host_key", 0600, Secret.of(KeyFiles.privateBytes(keys, hostName(name)))),
                    placed("host_key.pub", 0644, line(keys.getPublic(), hostName(name))),
                    placed("host_key-cert.pub", 0644, line(certificate, hostName(name))),
                    placed("user_ca.pub", 0644, line(userCa.getPublic(), "taowa user CA " + stateId)),
                    placed("principals", 0644, Secret.of(principal() + "\n")));
        } catch (IOException | GeneralSecurityException thrown) {
            throw unusable(thrown);
        }
    }

    /** The name by which OpenSSH knows a workspace. */
    static String hostName(WorkspaceName name) {
        return name + ".taowa";
    }

    OpenSshCertificate signUser(PublicKey key, Instant now, Duration validity) throws GeneralSecurityException {
        var certificate = OpenSshCertificateBuilder.userCertificate()
                .id("taowa-" + stateId)
                .principals(List.of(principal()))
                .validAfter(now.minus(SKEW))
                .validBefore(now.plus(validity));
        USER_EXTENSIONS.forEach(each -> certificate.extension(each, ""));
        return sign(certificate, key, userCa);
    }

    private OpenSshCertificate signHost(PublicKey key, WorkspaceId id, WorkspaceName name)
            throws GeneralSecurityException {
        var now = clock.instant();
        var certificate = OpenSshCertificateBuilder.hostCertificate()
                .id(hostName(name))
                .principals(List.of(hostName(name), name.value(), id.value()))
                .validAfter(now.minus(SKEW))
                .validBefore(now.plus(HOST_VALIDITY));
        return sign(certificate, key, hostCa);
    }

    private OpenSshCertificate sign(OpenSshCertificateBuilder certificate, PublicKey key, KeyPair ca)
            throws GeneralSecurityException {
        try {
            return certificate.publicKey(key).serial(clock.millis()).sign(ca);
        } catch (GeneralSecurityException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new GeneralSecurityException(thrown);
        }
    }

    private String principal() {
        return "taowa-" + stateId;
    }

    private String knownHosts() {
        return "@cert-authority *.taowa " + KeyFiles.publicLine(hostCa.getPublic()) + " taowa host CA " + stateId
                + "\n";
    }

    /** The certificate in its file, if it is of our keys and less than half of its time is over. */
    private Optional<OpenSshCertificate> certificate() throws IOException {
        if (!Files.exists(folder.certificate())) {
            return Optional.empty();
        }
        try {
            var key = PublicKeyEntry.parsePublicKeyEntry(Files.readString(folder.certificate()))
                    .resolvePublicKey(null, null, null);
            return key instanceof OpenSshCertificate certificate && isFresh(certificate)
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isFresh(OpenSshCertificate certificate) {
        var now = clock.instant();
        var half = now.plus(USER_VALIDITY.dividedBy(2));
        return OpenSshCertificate.isValidAt(certificate, now)
                && OpenSshCertificate.isValidAt(certificate, half)
                && certificate.getPrincipals().contains(principal())
                && KeyFiles.publicLine(certificate.getCertPubKey()).equals(KeyFiles.publicLine(person.getPublic()))
                && KeyFiles.publicLine(certificate.getCaPubKey()).equals(KeyFiles.publicLine(userCa.getPublic()));
    }

    private static PlacedFile placed(String file, int mode, Secret content) {
        return new PlacedFile("/etc/ssh/taowa/" + file, mode, content);
    }

    private static Secret line(PublicKey key, String comment) {
        return Secret.of(KeyFiles.publicLine(key) + " " + comment + "\n");
    }

    private ProblemException unusable(Exception cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.SERVER_FAILED,
                        "the SSH keys in %s cannot be used: %s".formatted(folder.path(), cause.getMessage()),
                        "make that folder writable, or move it away and rebuild your workspaces: `taowa rebuild NAME`"),
                cause);
    }
}
