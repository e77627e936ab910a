package dev.taowa.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.taowa.document.JsonText;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has logged in with by {@code podman login} or {@code docker login}, read when it is needed.
 *
 * @param files in the order to look in
 */
public record Logins(List<Path> files) {

    private static final int MOST_BYTES = 1 << 20;
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    public Logins {
        files = List.copyOf(files);
    }

    /** A name and its password, as HTTP's Basic scheme wants them: joined by a colon and in base 64. */
    record Login(Secret basic) {}

    /** Where the tools of the person with these environment variables keep them. */
    public static Logins of(Map<String, String> environment) {
        var files = new ArrayList<Path>();
        add(files, environment.get("REGISTRY_AUTH_FILE"), "");
        add(files, environment.get("XDG_RUNTIME_DIR"), "containers/auth.json");
        add(files, environment.get("HOME"), ".config/containers/auth.json");
        add(files, environment.get("DOCKER_CONFIG"), "config.json");
        add(files, environment.get("HOME"), ".docker/config.json");
        return new Logins(files);
    }

    private static void add(List<Path> files, @Nullable String folder, String name) {
        if (folder != null && !folder.isBlank()) {
            files.add(Path.of(folder).resolve(name));
        }
    }

    /** The login for an artifact: the most exact entry of the first file that has one. */
    Optional<Login> find(String registry, String path) {
        return files.stream().flatMap(file -> in(file, registry, path).stream()).findFirst();
    }

    private static Optional<Login> in(Path file, String registry, String path) {
        var logins = read(file).path("auths");
        for (var key : keys(registry, path)) {
            var login = login(logins.path(key));
            if (login.isPresent()) {
                return login;
            }
        }
        return Optional.empty();
    }

    /** Podman's entries may be for a part of a registry. */
    private static List<String> keys(String registry, String path) {
        var keys = new ArrayList<String>();
        var key = registry + "/" + path;
        for (var slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/')) {
            keys.add(key);
            key = key.substring(0, slash);
        }
        keys.addAll(List.of(registry, "https://" + registry, "https://" + registry + "/"));
        if (registry.equals(DOCKER_HUB)) {
            keys.add(DOCKER_HUB_KEY);
        }
        return keys;
    }

    private static Optional<Login> login(JsonNode entry) {
        var packed = entry.path("auth").asText();
        if (!packed.isBlank()) {
            return Optional.of(new Login(Secret.of(packed.strip())));
        }
        var user = entry.path("username").asText();
        var password = entry.path("password").asText();
        if (user.isBlank() || password.isBlank()) {
            return Optional.empty();
        }
        var joined = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Login(Secret.of(Base64.getEncoder().encode(joined))));
    }

    /** A file that is missing or broken holds no login: the registry's answer then says that one is needed. */
    private static JsonNode read(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
                return JsonText.parse(file.toString(), Files.readString(file));
            }
        } catch (IOException | ProblemException unreadable) {
            // As if it were missing.
        }
        return MissingNode.getInstance();
    }
}
