package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureReferencesTest {

    private static final String HASH = "567d704b3f4d3eca3acee51ded7c460a8395436d135d53d1175fb565daff42b8";

    @TempDir
    private Path temporary;

    private FeatureSource source;

    @BeforeEach
    void files() {
        source = new FeatureSource(temporary)
                .local("fa", "{}")
                .local("python/fb", "{}")
                .file("outside/install.sh", "")
                .file(".devcontainer/file", "");
    }

    private FeatureReference parse(String id) {
        return parse(FeatureSource.DEFINITION, id, new ArrayList<>());
    }

    private FeatureReference parse(Path definition, String id, List<String> warnings) {
        return new FeatureReferences(source.tree(), definition).parse(id, warnings::add);
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/devcontainers/features/go:1.2, ghcr.io/devcontainers/features/go:1.2",
        "GHCR.io/Owner/Go:1, ghcr.io/owner/go:1",
        "localhost:5000/x/y, localhost:5000/x/y:latest",
        "localhost/x/y:1, localhost/x/y:1",
        "registry:5000/x__y/a--b, registry:5000/x__y/a--b:latest",
        "[::1]:5000/x/y:1, [::1]:5000/x/y:1",
        "ghcr.io/a/b@sha256:" + HASH + ", ghcr.io/a/b@sha256:" + HASH,
        "ghcr.io/a/b:1@sha256:" + HASH + ", ghcr.io/a/b@sha256:" + HASH,
        "https://example.com/x/devcontainer-feature-go.tgz, https://example.com/x/devcontainer-feature-go.tgz",
        "./fa, ./.devcontainer/fa",
        "./python/../fa, ./.devcontainer/fa",
        "../.devcontainer/fa, ./.devcontainer/fa",
        "taowa/docker, taowa/docker",
        "node, ghcr.io/devcontainers/features/node:1",
        "golang, ghcr.io/devcontainers/features/go:1",
        "ghcr.io/devcontainers-contrib/features/x:1, ghcr.io/devcontainers-extra/features/x:1"
    })
    void idsAreUnderstood(String id, String means) {
        assertThat(parse(id)).hasToString(means);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fish                                        | containers.dev/features
            owner/repo/id                               | ghcr.io/owner/repo/id:VERSION
            owner/repo/id@v1                            | ghcr.io/owner/repo/id:VERSION
            ghcr.io                                     | REGISTRY/PATH
            ghcr.io/                                    | HOST/PATH/NAME:VERSION
            ghcr.io/a/b@sha256:12                       | HOST/PATH/NAME:VERSION
            ghcr.io/a/b@md5:12                          | HOST/PATH/NAME:VERSION
            ghcr.io/a/b:                                | HOST/PATH/NAME:VERSION
            ghcr.io/a/../b:1                            | HOST/PATH/NAME:VERSION
            ghcr.io/a//b:1                              | HOST/PATH/NAME:VERSION
            user@ghcr.io/a/b:1                          | HOST/PATH/NAME:VERSION
            ghcr.io/a b:1                               | HOST/PATH/NAME:VERSION
            /etc/feature                                | below .devcontainer
            ./missing                                   | correct the path
            ./file                                      | correct the path
            ../outside                                  | below .devcontainer
            ../../etc                                   | below .devcontainer
            ./                                          | below .devcontainer
            http://example.com/devcontainer-feature-x.tgz | https://
            https://example.com/x.tgz                   | name the file
            https://u:p@example.com/devcontainer-feature-x.tgz | https://HOST
            https:///devcontainer-feature-x.tgz         | https://HOST
            https://example.com/ devcontainer-feature-x.tgz | https://HOST
            """)
    void whatIsNoNameIsAProblemWithAFix(String id, String fix) {
        assertThatThrownBy(() -> parse(id)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().what()).contains(id);
            assertThat(thrown.problem().fix()).contains(fix);
        });
    }

    @Test
    void localFoldersStartAtTheDefinition() throws IOException {
        var warnings = new ArrayList<String>();

        assertThat(parse(Path.of(".devcontainer/python/devcontainer.json"), "../fa", warnings))
                .hasToString("./.devcontainer/fa");
        assertThat(parse(Path.of(".devcontainer.json"), "./.devcontainer/fa", warnings))
                .hasToString("./.devcontainer/fa");
        Files.createSymbolicLink(source.root().resolve(".devcontainer/link"), temporary);
        assertThatThrownBy(() -> parse("./link")).isInstanceOf(ProblemException.class);
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatIsBetterWrittenOtherwiseIsSaid() {
        var warnings = new ArrayList<String>();
        parse(FeatureSource.DEFINITION, "ghcr.io/a/go", warnings);
        parse(FeatureSource.DEFINITION, "node", warnings);
        parse(FeatureSource.DEFINITION, "ghcr.io/a/go:1", warnings);

        assertThat(warnings)
                .containsExactly(
                        "the Feature \"ghcr.io/a/go\" names no version, so the newest one is taken: write"
                                + " \"ghcr.io/a/go:1\" or the like",
                        "the Feature \"node\" is deprecated: write \"ghcr.io/devcontainers/features/node:1\"");
    }

    /** Whatever stands there: a reference that stays where it belongs, or a problem. */
    @Property(tries = 300)
    void anyIdIsReadOrRefused(@ForAll @StringLength(max = 60) String id) throws IOException {
        var folder = Files.createTempDirectory("feature-references");
        try {
            var reference = new FeatureReferences(new SourceTree(folder), FeatureSource.DEFINITION).parse(id, _ -> {});
            assertThat(reference).isNotInstanceOf(FeatureReference.Local.class);
        } catch (ProblemException refused) {
            assertThat(refused.problem().what()).doesNotContain("\n");
        } finally {
            Files.delete(folder);
        }
    }
}
