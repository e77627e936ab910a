package dev.taowa.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSourceTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWordIsBuiltIn() {
        assertThat(TemplateSource.parse("java", folder)).isEqualTo(new TemplateSource.BuiltIn("java"));
    }

    @Test
    void aPathIsAFolder() throws IOException {
        var mine = Files.createDirectories(folder.resolve("java")).toRealPath();

        assertThat(TemplateSource.parse("./java", folder)).isEqualTo(new TemplateSource.Folder(mine));
        assertThat(TemplateSource.parse(mine.toString(), folder)).isEqualTo(new TemplateSource.Folder(mine));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/me/templates#main:src/java",
                "git@example.org:me/templates.git",
                "ssh://git@example.org/me/templates"
            })
    void aUrlIsARepository(String text) {
        assertThat(TemplateSource.parse(text, folder)).isInstanceOf(TemplateSource.Repository.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/me/templates#src/java, '', src/java",
        "https://example.org/me/templates#main:src/java, main, src/java",
        "https://example.org/me/templates#main:, main, ''",
        "https://example.org/me/templates/tree/main, main, ''",
        "file:///srv/templates#java, '', java"
    })
    void aWordBehindAUrlIsAFolder(String text, String ref, String subfolder) {
        assertThat(TemplateSource.parse(text, folder))
                .isInstanceOfSatisfying(TemplateSource.Repository.class, repository -> {
                    assertThat(repository.git().ref().orElse("")).isEqualTo(ref);
                    assertThat(repository.git().subfolder()).isEqualTo(subfolder);
                });
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> TemplateSource.parse("https://me:s3cret@example.org/t", folder))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().toString()).doesNotContain("s3cret");
                    assertThat(thrown.problem().fix()).contains("credential helper");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghcr.io/devcontainers/templates/java:4",
                "localhost:5000/mine",
                "localhost/mine",
                "registry:5000/a/b-c:1.0.0",
                "ghcr.io/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void aHostAndAPathIsARegistry(String text) {
        assertThat(TemplateSource.parse(text, folder)).isEqualTo(new TemplateSource.Registry(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "./nowhere", "../..\u0000", "-x", "a b", "Java", "ext::sh -c id"})
    void anythingElseIsAProblem(String text) {
        assertThatThrownBy(() -> TemplateSource.parse(text, folder)).isInstanceOf(ProblemException.class);
    }
}
