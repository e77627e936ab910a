package dev.taowa.driver.podman.image;

import dev.taowa.image.AptMirror;
import dev.taowa.image.MachineSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what this machine needs to reach the network, from the places where its own programs look.
 *
 * <p>Read again only when one of these places changed, since reading runs apt. Safe for use by many threads.
 */
public final class HostSettings {

    private static final List<String> PLACES = List.of(
            "/etc/apt/sources.list",
            "/etc/apt/sources.list.d",
            "/etc/apt/apt.conf",
            "/etc/apt/apt.conf.d",
            "/var/lib/apt/lists",
            "/etc/npmrc",
            "/etc/os-release",
            "/etc/ssl/certs/ca-certificates.crt",
            "/usr/local/share/ca-certificates");
    private static final long FILE_LIMIT_BYTES = 8 << 20;

    private final Map<String, String> environment;
    private final Path home;
    private @Nullable MachineSettings known;
    private String knownState = "";

    /** @param environment of the person, as this process has it */
    public HostSettings(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    public static HostSettings ofThisMachine() {
        return new HostSettings(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    public synchronized MachineSettings read() {
        var state = state();
        if (known == null || !state.equals(knownState)) {
            known = readNow();
            knownState = state;
        }
        return known;
    }

    /** When each place was changed last. */
    private String state() {
        var state = new StringBuilder();
        var own = List.of(home.resolve(".npmrc"), home.resolve(".m2/settings.xml"));
        for (var place :
                Stream.concat(PLACES.stream().map(Path::of), own.stream()).toList()) {
            try {
                state.append(Files.getLastModifiedTime(place));
            } catch (IOException e) {
                state.append('-');
            }
            state.append(' ');
        }
        return state.toString();
    }

    private MachineSettings readNow() {
        var leftOut = new ArrayList<String>();
        var proxies = NetworkSettings.proxies(environment, leftOut);
        var apt = NetworkSettings.aptConf(
                HostPrograms.output("apt-config", "dump").orElse(""), leftOut);
        var npm = new NpmSettings();
        for (var file : List.of(Path.of("/etc/npmrc"), home.resolve(".npmrc"))) {
            text(file).ifPresent(text -> npm.add(file.toString(), text));
        }
        npm.addEnvironment(environment);
        leftOut.addAll(npm.leftOut());
        var maven = text(home.resolve(".m2/settings.xml")).flatMap(text -> MavenSettings.carry(text, leftOut));
        return new MachineSettings(
                proxies,
                HostCertificates.extra(environment, npm.certificateFile()),
                mirror(leftOut),
                apt,
                npm.text(),
                maven,
                leftOut);
    }

    private static Optional<AptMirror> mirror(List<String> leftOut) {
        var distribution = text(Path.of("/etc/os-release")).map(HostSettings::distribution);
        var targets = HostPrograms.output(
                "apt-get", "indextargets", "--format", "$(ORIGIN) $(CODENAME) $(REPO_URI)", "Created-By: Packages");
        if (distribution.isEmpty() || targets.isEmpty()) {
            return Optional.empty();
        }
        return NetworkSettings.mirror(distribution.get(), targets.get(), leftOut);
    }

    private static String distribution(String osRelease) {
        return osRelease
                .lines()
                .filter(line -> line.startsWith("ID="))
                .map(line -> line.substring("ID=".length()).replace("\"", "").strip())
                .findFirst()
                .orElse("");
    }

    /** The text of a configuration file; none when it is missing, unreadable or absurdly large. */
    static Optional<String> text(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > FILE_LIMIT_BYTES) {
                return Optional.empty();
            }
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
