package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {

    @TempDir
    private Path folder;

    private Logins logins(String text) throws IOException {
        return new Logins(List.of(Files.writeString(folder.resolve("auth.json"), text)), Map.of());
    }

    private static String found(Logins logins, String registry, String path) {
        return logins.find(registry, path, _ -> {})
                .map(login -> login instanceof Login.Password password
                        ? password.basic().revealText()
                        : login.toString())
                .orElse("none");
    }

    @Test
    void mostExactEntryIsTaken() throws IOException {
        var logins = logins("""
                {"auths": {
                  "ghcr.io": {"auth": "d2hvbGU="},
                  "ghcr.io/x/private": {"auth": "cGFydA=="},
                  "https://old.example": {"username": "u", "password": "p"},
                  "https://index.docker.io/v1/": {"auth": "aHVi"},
                  "odd.example": {"auth": "a\\nX-Header: b"},
                  "helper.example": {}}}
                """);

        assertThat(found(logins, "ghcr.io", "x/go")).isEqualTo("d2hvbGU=");
        assertThat(found(logins, "ghcr.io", "x/private/go")).isEqualTo("cGFydA==");
        assertThat(found(logins, "old.example", "x/go")).isEqualTo("dTpw");
        assertThat(found(logins, "docker.io", "x/go")).isEqualTo("aHVi");
        assertThat(found(logins, "odd.example", "x/go")).isEqualTo("none");
        assertThat(found(logins, "helper.example", "x/go")).isEqualTo("none");
        assertThat(found(logins, "ghcr.io.evil.example", "x/go")).isEqualTo("none");
        assertThat(logins.find("ghcr.io", "x/go", _ -> {}).toString()).doesNotContain("d2hvbGU=");
    }

    @Test
    void brokenFilesHoldNone() throws IOException {
        assertThat(found(logins("{\"auths\": ["), "ghcr.io", "x/go")).isEqualTo("none");
        assertThat(found(new Logins(List.of(folder), Map.of()), "ghcr.io", "x/go"))
                .isEqualTo("none");
    }

    @Test
    void filesAreThoseOfThePersonsTools() {
        assertThat(Logins.of(Map.of("HOME", "/home/a", "XDG_RUNTIME_DIR", "/run/user/1", "DOCKER_CONFIG", ""))
                        .files())
                .containsExactly(
                        Path.of("/run/user/1/containers/auth.json"),
                        Path.of("/home/a/.config/containers/auth.json"),
                        Path.of("/home/a/.docker/config.json"));
    }
}
