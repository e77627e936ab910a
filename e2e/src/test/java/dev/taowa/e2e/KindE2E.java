package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A cluster of two nodes that the real kind makes inside a workspace, of a node image by {@code testbed/kind-node},
 * since its own cannot be had everywhere. A registry on this machine is told to be Docker Hub.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KindE2E {

    private static final String NAME = "kind";
    private static final String FIRST = "taowa-control-plane";
    private static final String WORKER = "taowa-worker";

    /** The port 8090 of the workspace is led to a node port by kind, whatever Taowa does. */
    private static final String CONFIG = """
            kind: Cluster
            apiVersion: kind.x-k8s.io/v1alpha4
            name: ours
            nodes:
            - role: control-plane
              image: kindest/node:v1.20.2
              kubeadmConfigPatches:
              - |
                kind: InitConfiguration
                nodeRegistration:
                  kubeletExtraArgs:
                    node-labels: "ingress-ready=true"
              extraPortMappings:
              - containerPort: 30080
                hostPort: 8090
                protocol: TCP
            - role: worker
              image: kindest/node:v1.20.2
              labels:
                disk: fast
            """;

    /** One pod a node, whose second page says which. */
    private static final String MANIFESTS = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  tolerations: [{key: node-role.kubernetes.io/master, operator: Exists}]
                  terminationGracePeriodSeconds: 1
                  containers:
                  - name: web
                    image: localhost:5000/box:1
                    command: [sh, -c, 'cd /www && echo served > index.html && echo $NODE > node; exec httpd -f -p 8080']
                    env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
                    readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
                    resources: {limits: {memory: 32Mi}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: loaded}
            spec:
              nodeSelector: {disk: fast}
              restartPolicy: Never
              containers:
              - {name: box, image: "registry.local/busybox:1", imagePullPolicy: Never, command: [echo, loaded]}
            """;

    private final Taowa fresh = Taowa.fresh();
    private final ServedImage hub = ServedImage.start(
            "kindest/node", "v1.20.2", Testbed.kindNode(), fresh.folder().resolve("image"));
    private final Taowa taowa = fresh.with(Map.of("TAOWA_MIRRORED_REGISTRIES", "docker.io=" + hub.host()));
    private final Cluster cluster = new Cluster(taowa, NAME);

    @BeforeAll
    void up() {
        Folders.write(cluster.project().resolve("kind.yaml"), CONFIG);
        Folders.write(cluster.project().resolve("manifests.yaml"), MANIFESTS);
        Folders.write(cluster.project().resolve(".devcontainer/devcontainer.json"), """
                {"customizations": {"taowa": {"nested": {"kubernetes":
                  {"distribution": "kind", "config": "../kind.yaml"}}}}}
                """);
        taowa.up(cluster.project().toString(), "--ide", "none");
    }

    @AfterAll
    void close() {
        taowa.close();
        hub.close();
    }

    /** A part of a command line that gives what is known of the pod of a node. */
    private static String pod(String node, String path) {
        return "$(kubectl get pods -l app=web --field-selector spec.nodeName=%s -o 'jsonpath={.items[0]%s}')"
                .formatted(node, path);
    }

    private void becomesReached(String node, String from, String prefix) {
        cluster.becomes(
                node + " is reached from " + from,
                prefix + " http://%s:8080/node".formatted(pod(node, ".status.podIP")),
                node);
    }

    private void podsReachEachOther() {
        for (var node : List.of(FIRST, WORKER)) {
            var other = node.equals(FIRST) ? WORKER : FIRST;
            becomesReached(node, other, "kubectl exec %s -- wget -q -O -".formatted(pod(other, ".metadata.name")));
        }
    }

    @Test
    @Order(1)
    void upEndsWithTheNodesReadyAndTheKubeconfigInPlace() {
        assertThat(cluster.sh("kubectl get nodes --no-headers -L ingress-ready,disk | tr -s ' ' | cut -d ' ' -f 1,2,6"))
                .isEqualTo("taowa-control-plane Ready true\ntaowa-worker Ready fast");
        assertThat(cluster.sh("kubectl config current-context")).isEqualTo("taowa");
        assertThat(cluster.sh("kind get clusters")).isEqualTo("taowa");
        assertThat(cluster.sh("systemctl is-system-running; systemctl --failed --no-legend"))
                .isEqualTo("running");
    }

    @Test
    @Order(2)
    void imagesOfTheWorkspaceReachTheNodes() {
        taowa.run(
                        "load",
                        NAME,
                        Path.of(Testbed.kubernetes())
                                .resolve("images/busybox.tar")
                                .toString())
                .orFail();
        cluster.sh("docker exec taowa-control-plane ctr -n k8s.io images export - registry.local/busybox:1"
                + " | docker load --quiet && docker tag registry.local/busybox:1 localhost:5000/box:1"
                + " && docker push --quiet localhost:5000/box:1");
        cluster.sh("kubectl apply -f manifests.yaml");
        cluster.sh("kubectl rollout status daemonset/web --timeout 120s");
        cluster.becomes("the image that was loaded runs", "kubectl logs loaded", "loaded");
    }

    @Test
    @Order(3)
    void podsOfBothNodesAreReachedByTheirOwnAddresses() {
        podsReachEachOther();
        for (var node : List.of(FIRST, WORKER)) {
            becomesReached(node, "the workspace", "curl -s -m 2");
        }
    }

    @Test
    @Order(3)
    void aServiceHasItsAddressesInTheWorkspaceToo() {
        cluster.becomes("its node port answers", "curl -s -m 2 http://127.0.0.1:30080/", "served");
        cluster.becomes("kind's own mapping answers", "curl -s -m 2 http://127.0.0.1:8090/", "served");
        cluster.becomes(
                "its own address answers",
                "curl -s -m 2 http://$(kubectl get service web -o 'jsonpath={.spec.clusterIP}')/",
                "served");
        cluster.becomes(
                "pods of both nodes answer for it",
                "for each in $(seq 32); do curl -s -m 2 http://127.0.0.1:8090/node; done | sort -u | paste -s -d ' '",
                FIRST + " " + WORKER);
    }

    @Test
    @Order(3)
    void portsTellOfServicesAndNotOfTheNode() {
        var ports = taowa.json("ports", NAME, "--json");

        assertThat(ports)
                .anySatisfy(port -> {
                    assertThat(port.path("port").asInt()).isEqualTo(30_080);
                    assertThat(port.path("origin").asText()).isEqualTo("Service default/web");
                })
                .noneSatisfy(port -> assertThat(port.path("port").asInt()).isEqualTo(6443));
    }

    @Test
    @Order(4)
    void theClusterIsBackAfterAStop() {
        taowa.run("stop", NAME).orFail();
        taowa.run("start", NAME).orFail();
        cluster.awaitReady();

        cluster.becomes("it serves again", "curl -s -m 2 http://127.0.0.1:30080/", "served");
        podsReachEachOther();
        assertThat(hub.pulls()).isOne();
    }

    @Test
    @Order(5)
    void otherNodesAreSaidToNeedAnotherCluster() {
        Folders.write(cluster.project().resolve("kind.yaml"), CONFIG.replace("disk: fast", "disk: slow"));

        var up = taowa.run("up", cluster.project().toString(), "--ide", "none").orFail();

        assertThat(up.err()).contains("the nodes are as they were made");
    }
}
