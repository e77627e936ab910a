package dev.taowa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.Substitution;
import dev.taowa.document.YamlText;
import dev.taowa.workspace.PlacedFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindConfigTest {

    private static final String HEAD = "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n";

    private final Property.Reading reading = new Property.Reading(Substitution.NONE);

    private ClusterNodes read(String text) {
        return KindConfig.nodes(Property.root(YamlText.parse("kind.yaml", text), reading));
    }

    private static Map<String, String> files(ClusterNodes nodes) {
        return nodes.files().stream()
                .collect(Collectors.toMap(
                        PlacedFile::path, file -> file.content().revealText()));
    }

    @Test
    void nodesHaveTheirLabelsAndPortMappings() {
        var nodes = read(HEAD + """
                nodes:
                - role: control-plane
                  labels: {ingress-ready: true}
                  extraPortMappings:
                  - {containerPort: 80, hostPort: 8080, listenAddress: "127.0.0.1"}
                  - {containerPort: 30080, hostPort: 30080}
                - role: worker
                  labels: {disk: fast, example.org/zone: b}
                - role: worker
                  extraPortMappings: [{containerPort: 30090, hostPort: 30090}]
                """);

        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
        assertThat(files(nodes))
                .isEqualTo(Map.of(
                        "/etc/taowa/kubernetes/nodes",
                        "workspace ingress-ready=true\nworker-1 disk=fast example.org/zone=b\nworker-2\n",
                        "/etc/taowa/kubernetes/ports",
                        "127.0.0.1:8080 10.202.0.1:80\n0.0.0.0:30090 10.202.2.1:30090\n"));
    }

    @Test
    void aConfigWithoutNodesIsOneNode() {
        assertThat(read(HEAD)).isEqualTo(ClusterNodes.ONE);
        assertThat(reading.mistakes()).isEmpty();
    }

    @Test
    void whatIsNotCarriedOutIsNamed() {
        var nodes = read(HEAD + """
                networking: {podSubnet: 10.0.0.0/16}
                nodes:
                - role: control-plane
                  image: kindest/node:v1.30.0
                - role: control-plane
                - role: worker
                  extraPortMappings: [{containerPort: 53, hostPort: 53, protocol: UDP}]
                """);

        assertThat(nodes.nodes()).hasSize(2);
        assertThat(reading.warnings())
                .extracting(Remark::text)
                .containsExactlyInAnyOrder(
                        "\"networking\" is not carried out",
                        "\"nodes[0].image\" is not carried out",
                        "\"nodes[1]\" is left out: a cluster has one control plane here",
                        "\"nodes[2].extraPortMappings[0]\" is left out: only TCP ports are led on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: Pod",
                HEAD + "nodes: [{role: master}]",
                HEAD + "nodes: [{labels: {\"a b\": c}}]",
                HEAD + "nodes: [{labels: {a: \"b c\"}}]",
                HEAD + "nodes: [{labels: {a: \"b\\nworker-9\"}}]",
                HEAD + "nodes: [{extraPortMappings: [{containerPort: 0, hostPort: 80}]}]",
                HEAD + "nodes: [{extraPortMappings: [{containerPort: 80, hostPort: 81, listenAddress: \"::1 x\"}]}]",
                HEAD + "nodes: {}",
            })
    void whatCannotBeMeantIsAMistake(String text) {
        read(text);

        assertThat(reading.mistakes()).isNotEmpty();
    }

    @Test
    void portsThatAreTakenAreNamed() {
        read(HEAD + """
                nodes:
                - extraPortMappings:
                  - {containerPort: 443, hostPort: 6443}
                  - {containerPort: 22, hostPort: 22}
                  - {containerPort: 80, hostPort: 8080}
                - role: worker
                  extraPortMappings: [{containerPort: 81, hostPort: 8080}, {containerPort: 82, hostPort: 8081}]
                """);

        assertThat(reading.mistakes())
                .extracting(Remark::text)
                .containsExactly(
                        "\"nodes[0].extraPortMappings[0]\" has the hostPort 6443, on which the API server listens; choose another",
                        "\"nodes[0].extraPortMappings[1]\" has the hostPort 22, on which sshd listens; choose another",
                        "\"nodes[1].extraPortMappings[0]\" has the hostPort 8080, as another mapping has; choose another");
    }

    @Test
    void tooManyNodesAreAMistake() {
        read(HEAD + "nodes:\n" + "- role: worker\n".repeat(ClusterNodes.MOST));

        assertThat(reading.mistakes()).extracting(Remark::text).containsExactly("it has more than 10 nodes");
        assertThat(List.of(ClusterNodes.of(ClusterNodes.MOST).nodes().size())).containsExactly(10);
    }
}
