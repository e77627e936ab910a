package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.Metadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionOnImageTest extends SampleSource {

    @Test
    void whatAnImageSaysIsBelowWhatTheDefinitionSays() throws IOException {
        var definition = read("{\"remoteEnv\": {\"A\": \"own\"}, \"postCreateCommand\": \"own\"}");
        var warnings = new ArrayList<String>();
        var label = """
                [{"remoteUser": "node", "remoteEnv": {"A": "image", "B": "${localEnv:USER}"}},
                 {"id": "ghcr.io/x/go:1", "postCreateCommand": "go", "entrypoint": "relative",
                  "mounts": ["type=volume,source=x-${devcontainerId},target=${containerWorkspaceFolder}/x"]}]
                """;

        var checkout = checkout();
        var metadata = definition
                .on(reader.metadata(checkout, definition, label, warnings::add))
                .metadata();

        assertThat(metadata.users().login()).contains("node");
        assertThat(metadata.environment().remote()).isEqualTo(Map.of("A", Optional.of("own"), "B", Optional.of("")));
        assertThat(metadata.hooks().of(LifecycleStage.POST_CREATE))
                .extracting(Hooks.Hook::origin)
                .containsExactly("the Feature ghcr.io/x/go:1", "devcontainer.json");
        assertThat(metadata.mounts()).singleElement().satisfies(mount -> {
            assertThat(mount.target()).isEqualTo("/workspaces/app/x");
            assertThat(((DeclaredMount.Volume) mount).name()).matches("x-[0-9a-v]{52}");
        });
        assertThat(warnings).singleElement().asString().contains("Feature ghcr.io/x/go:1", "entrypoint");
    }

    @Test
    void aLabelThatIsNoJsonIsLeftOutAloud() {
        var warnings = new ArrayList<String>();
        var checkout = checkout();

        for (var label : List.of("{", "[1, \"a\", null]", "{}", " ", "[{}], \"x\": 1")) {
            assertThat(reader.metadata(checkout, Definition.builtIn(), label, warnings::add))
                    .isEqualTo(Metadata.NONE);
        }
        assertThat(warnings)
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning).contains("devcontainer.metadata"));
    }

    @Test
    void neitherAnImageNorAFeatureNamesFilesOfThisMachine() throws IOException {
        var warnings = new ArrayList<String>();
        var label = """
                [{"mounts": ["type=bind,source=/etc,target=/a", "type=tmpfs,target=/b"]},
                 {"id": "ghcr.io/x/go:1", "mounts": [
                   {"type": "bind", "source": "${localWorkspaceFolder}/x", "target": "/c"},
                   {"type": "volume", "source": "cache", "target": "/d"}]}]
                """;

        var definition = read("{\"mounts\": [\"type=bind,source=/srv,target=/own\"]}");
        var mounts = definition
                .on(reader.metadata(checkout(), definition, label, warnings::add))
                .metadata()
                .mounts();

        assertThat(mounts)
                .containsExactly(
                        new DeclaredMount.Memory("/b"),
                        new DeclaredMount.Volume("cache", "/d", false),
                        new DeclaredMount.Bind("/srv", "/own", false));
        assertThat(warnings)
                .satisfiesExactly(
                        first -> assertThat(first).contains("/etc", "/a", "the image"),
                        second -> assertThat(second).contains("/app/x", "/c", "the Feature ghcr.io/x/go:1"));
    }
}
