package dev.taowa.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Sessions;
import dev.taowa.endpoint.ListeningPort;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The API server of the cluster inside a workspace, asked from inside with the key that lies there. */
final class ClusterApi {

    private static final String PROCESS = "kube-apiserver";
    private static final String K3S = "k3s-server";
    private static final int PORT = 6443;

    /** What listens at the API server's port, by distribution: its own process, k3s, or Docker for a node of kind. */
    private static final Set<String> SERVERS = Set.of(PROCESS, K3S, "docker-proxy");

    /** The first node of a cluster that kind made for the workspace, as Docker's ports name it. */
    private static final String NODE = "container taowa-control-plane";

    /** The ports of the cluster's own parts by process; containerd and k3s take any. */
    private static final Map<String, Set<Integer>> OWN = Map.of(
            "dnsmasq",
            Set.of(53),
            "etcd",
            Set.of(2379, 2380),
            PROCESS,
            Set.of(PORT),
            K3S,
            Set.of(),
            "kubelet",
            Set.of(10_250),
            "kube-proxy",
            Set.of(10_249, 10_256),
            "containerd",
            Set.of());

    static final String INGRESSES = "/apis/networking.k8s.io/v1/ingresses?limit=1000";

    private static final String SERVER = "https://10.202.0.1:6443";
    private static final String KEYS = "/var/lib/taowa-kubernetes/pki/";

    private final Sessions sessions;
    private final Workspace workspace;

    ClusterApi(Sessions sessions, Workspace workspace) {
        this.sessions = sessions;
        this.workspace = workspace;
    }

    /** Whether it tells that there is a cluster. */
    static boolean isServer(ListeningPort port) {
        return port.port() == PORT && SERVERS.contains(port.process());
    }

    /** Whether it belongs to the cluster itself, in which nobody looks for it. */
    static boolean isOwn(ListeningPort port) {
        if (port.port() == PORT && port.publisher().equals(NODE)) {
            return true;
        }
        var ports = OWN.get(port.process());
        return ports != null && port.publisher().isEmpty() && (ports.isEmpty() || ports.contains(port.port()));
    }

    /** The object or list at an absolute path of the API. */
    JsonNode get(String path) throws IOException {
        return EngineAnswer.get(
                sessions,
                workspace,
                List.of(
                        "--cacert",
                        KEYS + "ca.crt",
                        "--cert",
                        KEYS + "admin.crt",
                        "--key",
                        KEYS + "admin.key",
                        SERVER + path));
    }
}
