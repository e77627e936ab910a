package dev.taowa.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Completes a configuration of kind ({@code kind.x-k8s.io/v1alpha4}) with what a cluster needs in a workspace: an address
 * of its API server that stays, and a kubelet that knows that it is in a user namespace.
 */
final class KindNodes {

    private static final String ADDRESS = "10.202.0.1";
    private static final int PORT = 6443;
    private static final JsonNodeFactory FORMS = JsonNodeFactory.instance;

    /** Kubernetes knows the gate since 1.22; an image whose name tells no version is taken to be newer. */
    private static final Pattern BEFORE_GATE = Pattern.compile("[^@]*:v1\\.(?:1?[0-9]|2[01])(?:\\.[0-9]+)?(?:@.*)?");

    /** A user namespace may not write what kube-proxy would set for the whole host. */
    private static final String PROXY = """
            kind: KubeProxyConfiguration
            conntrack:
              maxPerCore: 0
              min: 0
              tcpEstablishedTimeout: 0s
              tcpCloseWaitTimeout: 0s
            """;

    private KindNodes() {}

    /** A control plane, and workers beside it. */
    static ObjectNode of(int count) {
        var whole = FORMS.objectNode().put("kind", "Cluster").put("apiVersion", "kind.x-k8s.io/v1alpha4");
        var nodes = whole.putArray("nodes");
        for (var index = 0; index < count; index++) {
            nodes.addObject().put("role", index == 0 ? "control-plane" : "worker");
        }
        return whole;
    }

    /** @param image of the nodes that name none */
    static String complete(ObjectNode written, String image) {
        var whole = written.deepCopy();
        if (whole.path("nodes").isEmpty()) {
            whole.set("nodes", of(1).path("nodes"));
        }
        var needsGate = false;
        for (var node : whole.path("nodes")) {
            if (node instanceof ObjectNode each) {
                if (!each.hasNonNull("image")) {
                    each.put("image", image);
                }
                needsGate |= !BEFORE_GATE.matcher(each.path("image").asText()).matches();
            }
        }
        network(whole.withObjectProperty("networking"));
        if (needsGate) {
            whole.withObjectProperty("featureGates").put("KubeletInUserNamespace", true);
        }
        whole.withArrayProperty("kubeadmConfigPatches").add(PROXY);
        return whole.toString();
    }

    private static void network(ObjectNode network) {
        network.put("apiServerAddress", ADDRESS).put("apiServerPort", PORT);
        if (network.path("ipFamily").asText("ipv4").equals("ipv4")) {
            orElse(network, "podSubnet", FORMS.textNode("10.203.0.0/16"));
            orElse(network, "serviceSubnet", FORMS.textNode("10.204.0.0/16"));
        }
    }

    private static void orElse(ObjectNode object, String name, JsonNode value) {
        if (!object.hasNonNull(name)) {
            object.set(name, value);
        }
    }
}
