package dev.taowa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindNodesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String IMAGE = "kindest/node:v1.32.2@sha256:12";

    private static JsonNode complete(ObjectNode written) throws JsonProcessingException {
        return JSON.readTree(KindNodes.complete(written, IMAGE));
    }

    @Test
    void theApiServerStaysWhereItIsAndTheKubeletKnowsItsNamespace() throws JsonProcessingException {
        var whole = complete(KindNodes.of(2));

        assertThat(whole.path("nodes"))
                .extracting(node -> node.path("role").asText())
                .containsExactly("control-plane", "worker");
        assertThat(whole.path("nodes"))
                .allSatisfy(node -> assertThat(node.path("image").asText()).isEqualTo(IMAGE));
        assertThat(whole.path("networking").path("apiServerAddress").asText()).isEqualTo("10.202.0.1");
        assertThat(whole.path("networking").path("apiServerPort").asInt()).isEqualTo(6443);
        assertThat(whole.path("featureGates").path("KubeletInUserNamespace").asBoolean())
                .isTrue();
        assertThat(whole.path("kubeadmConfigPatches").get(0).asText()).contains("tcpEstablishedTimeout: 0s");
    }

    @Test
    void whatAPersonWroteStays() throws JsonProcessingException {
        var written = (ObjectNode) JSON.readTree("""
                {"kind": "Cluster", "networking": {"podSubnet": "10.9.0.0/16", "disableDefaultCNI": true},
                 "featureGates": {"Other": true}, "kubeadmConfigPatches": ["kind: ClusterConfiguration"],
                 "nodes": [{"role": "control-plane", "image": "mine:v1.31.0"}, {"role": "worker"}]}
                """);

        var whole = complete(written);

        assertThat(whole.path("networking").path("podSubnet").asText()).isEqualTo("10.9.0.0/16");
        assertThat(whole.path("networking").path("disableDefaultCNI").asBoolean())
                .isTrue();
        assertThat(whole.path("featureGates").path("Other").asBoolean()).isTrue();
        assertThat(whole.path("nodes").get(0).path("image").asText()).isEqualTo("mine:v1.31.0");
        assertThat(whole.path("kubeadmConfigPatches").get(0).asText()).isEqualTo("kind: ClusterConfiguration");
        assertThat(whole.path("kubeadmConfigPatches")).hasSize(2);
    }

    @Test
    void addressesOfTheOtherFamilyAreLeftToKind() throws JsonProcessingException {
        var whole = complete(JSON.createObjectNode()
                .set("networking", JSON.createObjectNode().put("ipFamily", "ipv6")));

        assertThat(whole.path("networking").has("podSubnet")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "kindest/node:v1.20.2, false",
        "kindest/node:v1.21.14@sha256:12, false",
        "kindest/node:v1.22.0, true",
        "kindest/node:v1.2.0, false",
        "registry:5000/node:v1.36.1@sha256:12, true",
        "mine, true",
        "mine:latest, true"
    })
    void theGateIsOpenedWhereItIsKnown(String image, boolean expected) throws JsonProcessingException {
        var written = KindNodes.of(1);
        ((ObjectNode) written.path("nodes").get(0)).put("image", image);

        assertThat(complete(written).has("featureGates")).isEqualTo(expected);
    }
}
