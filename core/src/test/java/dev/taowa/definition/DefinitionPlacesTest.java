package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where mistakes and warnings are told to be: in the file that a person wrote. */
class DefinitionPlacesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void placeDefinition() {
        file(".devcontainer.json", "{\"dockerComposeFile\": [\"c.yaml\", \"d.yaml\"], \"service\": \"app\"}");
        file("d.yaml", "services: {}\n");
    }

    private void file(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Checkout checkout() {
        return new Checkout(new Source.Folder(folder), folder, "");
    }

    private List<String> review() {
        return DefinitionReader.review(checkout(), DefinitionChoice.NONE, Map.of("SET", "1")).stream()
                .map(finding -> "%s:%d:%d %s %s"
                        .formatted(
                                finding.file(),
                                finding.place().line(),
                                finding.place().column(),
                                finding.rule().word(),
                                finding.text().replaceFirst("(\"[^\"]*\" .{12}).*", "$1")))
                .toList();
    }

    @Test
    void mistakesOfComposeFilesAreToldWhereTheyStand() {
        file("c.yaml", """
                include: [sub/e.yaml]
                services:
                  app:
                    image: i
                    ports: [80,
                      x]
                """);
        file("d.yaml", "services:\n  app:\n    tty: 7\n");
        file("sub/e.yaml", "services:\n  db:\n    image: \"${SET} ${MISSING:?}\"\n");

        assertThat(review())
                .containsExactly(
                        "c.yaml:6:7 invalid \"services.app.ports[1]\" must be a po",
                        "d.yaml:3:5 invalid \"services.app.tty\" must be true",
                        "sub/e.yaml:3:5 invalid \"services.db.image\" needs the va");
        assertThatThrownBy(() -> new DefinitionReader(folder.resolve("templates"))
                        .read(checkout(), DefinitionChoice.NONE, Map.of("MISSING", "1")))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().what())
                            .startsWith("c.yaml, line 6, column 7: \"services.app.ports[1]\" must be a port")
                            .contains("; d.yaml, line 3, column 5: \"services.app.tty\" must be true or false");
                    assertThat(thrown.problem().fix()).isEqualTo("correct c.yaml and d.yaml");
                });
    }

    @Test
    void whatIsMergedIsToldInTheFileThatSaysItLast() {
        file("c.yaml", """
                services:
                  app: {image: i, shm_size: 1g, extends: base}
                  base: {image: i, labels: {a: b}}
                  db:
                    image: i
                    develop: {}
                """);
        file("d.yaml", "services:\n  app:\n    shm_size: 2g\n    volumes: [\"w:/w\"]\nvolumes:\n  w:\n");

        assertThat(review())
                .containsExactly(
                        "c.yaml:6:5 no-effect \"services.db.develop\" is not carri",
                        "d.yaml:2:3 no-effect \"services.app.labels\" is not carri",
                        "d.yaml:3:5 no-effect \"services.app.shm_size\" is not carri");
        file("d.yaml", "services:\n  app:\n    volumes: [\"w:/w\"]\n");
        assertThat(review()).containsExactly("d.yaml:3:5 invalid \"services.app.volumes\" names \"w\", w");
    }

    @Test
    void yamlThatIsNoneIsToldWhereItBreaks() {
        file("c.yaml", "services:\n  app: [\n");

        assertThat(review()).singleElement().asString().startsWith("c.yaml:3:1 malformed ");
    }

    @Test
    void whatIsWrittenInAnIdeFileIsToldThere() {
        ideFile("""
                version: smartide/v0.3
                orchestrator: {type: docker-compose}
                workspace:
                  dev-container: {service-name: dev, command: [3]}
                  services:
                    dev: {image: a}
                """);
        assertThat(review())
                .containsExactly(".ide/.ide.yaml:4:48 invalid \"workspace.dev-container.command[0]\" must be a st");

        ideFile("""
                version: smartide/v0.3
                orchestrator: {type: docker-compose}
                workspace:
                  dev-container: {service-name: dev}
                  services:
                    dev:
                      image: a
                      privileged: maybe
                """);
        assertThat(review()).containsExactly(".ide/.ide.yaml:8:7 invalid \"services.dev.privileged\" must be true");
    }

    @Test
    void whatIsWrittenInALinkedFileIsToldThere() {
        ideFile("""
                version: smartide/v0.3
                orchestrator: {type: docker-compose}
                workspace:
                  dev-container: {service-name: dev}
                  docker-compose-file: c.yaml
                """);
        file(".ide/c.yaml", "services:\n  dev:\n    image: a\n    shm_size: 1g\n");

        assertThat(review()).containsExactly(".ide/c.yaml:4:5 no-effect \"services.dev.shm_size\" is not carri");
    }

    private void ideFile(String text) {
        try {
            Files.delete(folder.resolve(".devcontainer.json"));
        } catch (IOException alreadyGone) {
            // As it shall be.
        }
        file(".ide/.ide.yaml", text);
    }
}
