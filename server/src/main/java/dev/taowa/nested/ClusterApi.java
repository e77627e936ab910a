package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.endpoint.ListeningPort;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
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

    static final String SERVICES = "/api/v1/services";
    static final String INGRESSES = "/apis/networking.k8s.io/v1/ingresses";

    /** What comes in long lines is told apart by the empty ones after them. */
    private static final String WATCH = "curl --silent --no-buffer \"$@\" | sed -u 's/$/\\n/'";

    /** In seconds, for the server to end what it was given a time for. */
    private static final int GRACE = 5;

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
        return EngineAnswer.get(sessions, workspace, curl(path));
    }

    /**
     * Tells of each change to a collection, a document of JSON and an empty line each, for so many seconds.
     *
     * @param version of the collection since which
     */
    static Command watch(String collection, String version, int seconds) {
        var path = "%s?watch=1&allowWatchBookmarks=true&resourceVersion=%s&timeoutSeconds=%d"
                .formatted(collection, version, seconds);
        var argv = new ArrayList<>(List.of("sh", "-c", WATCH, "sh", "--max-time", Integer.toString(seconds + GRACE)));
        argv.addAll(curl(path));
        return new Command("root", argv, Map.of("LC_ALL", "C"), "/");
    }

    private static List<String> curl(String path) {
        return List.of(
                "--cacert", KEYS + "ca.crt", "--cert", KEYS + "admin.crt", "--key", KEYS + "admin.key", SERVER + path);
    }
}
