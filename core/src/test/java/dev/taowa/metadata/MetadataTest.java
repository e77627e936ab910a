package dev.taowa.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Substitution;
import dev.taowa.port.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MetadataTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Members of which some are put together; values of one name are told apart by the digit in them. */
    private static final List<String> MEMBERS = List.of(
            "'containerUser': 'u#'",
            "'remoteUser': 'r#'",
            "'updateRemoteUserUID': false",
            "'containerEnv': {'A': '#', 'B#': 'x'}",
            "'remoteEnv': {'A': null, 'C#': '#'}",
            "'remoteEnv': {'A': '#'}",
            "'userEnvProbe': 'loginShell'",
            "'init': true",
            "'privileged': true",
            "'capAdd': ['CAP#', 'SAME']",
            "'securityOpt': ['opt=#']",
            "'entrypoint': '/bin/start#'",
            "'mounts': ['type=volume,source=v#,target=/same', 'type=tmpfs,target=/own#']",
            "'forwardPorts': [300#, 4000]",
            "'portsAttributes': {'4000': {'label': '#'}, '30#0-30#9': {'protocol': 'https'}}",
            "'otherPortsAttributes': {'label': '#'}",
            "'onCreateCommand': 'create #'",
            "'postCreateCommand': ['created', '#']",
            "'waitFor': 'postCreateCommand'",
            "'hostRequirements': {'cpus': 2, 'memory': '#gb', 'gpu': 'optional'}",
            "'hostRequirements': {'storage': '#gb', 'gpu': true}",
            "'customizations': {'vscode': {'extensions': ['a.b#', '-a.b1'], 'settings': {'s': '#'}}}",
            "'customizations': {'taowa': {'ide': 'none', 'gitConfig': true, 'idle': {'stopAfterMinutes': #}}}");

    @Provide
    Arbitrary<Metadata> metadata() {
        return Arbitraries.of(MEMBERS)
                .list()
                .ofMaxSize(6)
                .flatMap(members -> Arbitraries.integers()
                        .between(1, 9)
                        .map(digit -> members.stream()
                                .map(member -> read("{" + member.replace("#", digit.toString()) + "}"))
                                .reduce(Metadata.NONE, Metadata::merge)));
    }

    @Property
    void mergingIsAssociative(
            @ForAll("metadata") Metadata image,
            @ForAll("metadata") Metadata feature,
            @ForAll("metadata") Metadata own) {
        assertThat(image.merge(feature).merge(own)).isEqualTo(image.merge(feature.merge(own)));
    }

    @Property
    void nothingChangesNothing(@ForAll("metadata") Metadata any) {
        assertThat(any.merge(Metadata.NONE)).isEqualTo(any);
        assertThat(Metadata.NONE.merge(any)).isEqualTo(any);
    }

    @Test
    void eachPropertyHasItsRule() {
        var below = read("""
                {'remoteUser': 'node', 'init': true, 'capAdd': ['A', 'B'], 'entrypoint': '/one',
                 'mounts': ['type=volume,source=old,target=/cache', 'type=tmpfs,target=/t'],
                 'containerEnv': {'A': '1', 'B': '1'}, 'postCreateCommand': 'first', 'waitFor': 'onCreateCommand',
                 'forwardPorts': [80, 90], 'portsAttributes': {'80': {'label': 'old', 'protocol': 'https'}},
                 'hostRequirements': {'cpus': 4, 'memory': '2gb', 'gpu': 'optional'}}
                """);
        var above = read("""
                {'privileged': true, 'init': false, 'capAdd': ['B', 'C'], 'entrypoint': '/two',
                 'mounts': ['type=volume,source=new,target=/cache'],
                 'containerEnv': {'B': '2'}, 'postCreateCommand': 'second', 'waitFor': 'postCreateCommand',
                 'forwardPorts': [90, 'db:70'], 'dockerComposeFile': 'x', 'portsAttributes': {'80': {'label': 'new'}},
                 'hostRequirements': {'cpus': 2, 'memory': '8gb'}}
                """);

        var merged = below.merge(above);

        assertThat(merged.users().login()).contains("node");
        assertThat(merged.rights()).isEqualTo(new Rights(true, true, Set.of("A", "B", "C"), Set.of()));
        assertThat(merged.entrypoints()).containsExactly("/one", "/two");
        assertThat(merged.mounts())
                .containsExactly(new DeclaredMount.Memory("/t"), new DeclaredMount.Volume("new", "/cache", false));
        assertThat(merged.environment().container()).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(merged.hooks().of(LifecycleStage.POST_CREATE))
                .extracting(hook -> ((LifecycleCommand.Shell) hook.command()).text())
                .containsExactly("first", "second");
        assertThat(merged.hooks().waitFor()).contains(LifecycleStage.POST_CREATE);
        assertThat(merged.ports().forwarded())
                .containsExactly(
                        new Ports.Forward(Optional.empty(), 80),
                        new Ports.Forward(Optional.empty(), 90),
                        new Ports.Forward(Optional.of("db"), 70));
        assertThat(merged.ports().declared().label(80, "")).isEqualTo("new");
        assertThat(merged.hostRequirements().cpus()).hasValue(4);
        assertThat(merged.hostRequirements().memory()).hasToString("Optional[8.0 GiB]");
        assertThat(merged.hostRequirements().gpu()).isEqualTo(HostRequirements.Gpu.OPTIONAL);
    }

    private static Metadata read(String json) {
        try {
            JsonNode node = JSON.readTree(json.replace('\'', '"'));
            var reading = new dev.taowa.document.Property.Reading(Substitution.NONE);
            var metadata = MetadataReader.read(dev.taowa.document.Property.root((ObjectNode) node, reading), "test");
            assertThat(reading.mistakes()).isEmpty();
            return metadata;
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
