package dev.taowa.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.taowa.document.JsonText;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person has logged in with by {@code podman login} or {@code docker login}, read when it is needed.
 *
 * @param files in the order to look in
 * @param environment of the person, in which their credential helpers run
 */
public record Logins(List<Path> files, Map<String, String> environment) {

    private static final int MOST_BYTES = 1 << 20;
    /** Anything else is no header, and would be told in the words of whoever refuses it. */
    private static final Pattern PACKED = Pattern.compile("[A-Za-z0-9+/_-]+=*");

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    public Logins {
        files = List.copyOf(files);
        environment = Map.copyOf(environment);
    }

    /** Where the tools of the person with these environment variables keep them. */
    public static Logins of(Map<String, String> environment) {
        var files = new ArrayList<Path>();
        add(files, environment.get("REGISTRY_AUTH_FILE"), "");
        add(files, environment.get("XDG_RUNTIME_DIR"), "containers/auth.json");
        add(files, environment.get("HOME"), ".config/containers/auth.json");
        add(files, environment.get("DOCKER_CONFIG"), "config.json");
        add(files, environment.get("HOME"), ".docker/config.json");
        return new Logins(files, environment);
    }

    private static void add(List<Path> files, @Nullable String folder, String name) {
        if (folder != null && !folder.isBlank()) {
            files.add(Path.of(folder).resolve(name));
        }
    }

    /**
     * The login for an artifact: of the first file that has one, what its credential helper says, else its most exact
     * entry. A helper that cannot be asked is a warning.
     */
    Optional<Login> find(String registry, String path, Consumer<String> warnings) {
        return files.stream()
                .flatMap(file -> in(read(file), registry, path, warnings).stream())
                .findFirst();
    }

    private Optional<Login> in(JsonNode file, String registry, String path, Consumer<String> warnings) {
        return helper(file, registry)
                .flatMap(helper -> helper.find(registry.equals(DOCKER_HUB) ? DOCKER_HUB_KEY : registry, warnings))
                .or(() -> entry(file.path("auths"), registry, path));
    }

    /** The registry's own helper, else that for all. */
    private Optional<CredentialProgram> helper(JsonNode file, String registry) {
        var own = file.path("credHelpers");
        return keys(registry).stream()
                .map(own::path)
                .filter(JsonNode::isTextual)
                .findFirst()
                .or(() -> Optional.of(file.path("credsStore")))
                .map(JsonNode::asText)
                .filter(name -> !name.isBlank())
                .map(name -> new CredentialProgram(name, environment, CredentialProgram.PATIENCE));
    }

    private static Optional<Login> entry(JsonNode logins, String registry, String path) {
        var keys = parts(registry, path);
        keys.addAll(keys(registry));
        return keys.stream().flatMap(key -> login(logins.path(key)).stream()).findFirst();
    }

    /** Podman's entries may be for a part of a registry. */
    private static List<String> parts(String registry, String path) {
        var keys = new ArrayList<String>();
        var key = registry + "/" + path;
        for (var slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/')) {
            keys.add(key);
            key = key.substring(0, slash);
        }
        return keys;
    }

    private static List<String> keys(String registry) {
        var keys = new ArrayList<>(List.of(registry, "https://" + registry, "https://" + registry + "/"));
        if (registry.equals(DOCKER_HUB)) {
            keys.add(DOCKER_HUB_KEY);
        }
        return keys;
    }

    private static Optional<Login> login(JsonNode entry) {
        var identity = entry.path("identitytoken").asText();
        if (!identity.isBlank()) {
            return Optional.of(new Login.Identity(Secret.of(identity)));
        }
        var packed = entry.path("auth").asText().strip();
        if (PACKED.matcher(packed).matches()) {
            return Optional.of(new Login.Password(Secret.of(packed)));
        }
        var user = entry.path("username").asText();
        var password = entry.path("password").asText();
        return user.isBlank() || password.isBlank() ? Optional.empty() : Optional.of(Login.Password.of(user, password));
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
