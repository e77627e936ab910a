package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A real Kubernetes inside a workspace, of programs that {@code testbed/kubernetes} makes once a machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesE2E {

    private static final Duration WATCH_LIMIT = Duration.ofSeconds(60);

    private static final String MANIFESTS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                  - name: web
                    image: registry.local/busybox:1
                    imagePullPolicy: Never
                    command: [sh, -c, 'echo "$WORD" > /www/index.html; echo serving; exec httpd -f -p 8080 -h /www']
                    env: [{name: WORD, value: one}]
                    readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
                    resources: {limits: {memory: 32Mi, cpu: 500m}}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: disk}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: store}
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: store
                image: registry.local/busybox:1
                imagePullPolicy: Never
                command: [sh, -c, "echo started >> /disk/starts; exec sleep 100000"]
                volumeMounts: [{name: disk, mountPath: /disk}]
              volumes: [{name: disk, persistentVolumeClaim: {claimName: disk}}]
            """;

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
            """;

    private static final String CLAIMS = """
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: keeping}
            provisioner: taowa/volumes
            reclaimPolicy: Retain
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: lost}
            spec: {accessModes: [ReadWriteOnce, ReadWriteMany], resources: {requests: {storage: 1Gi}}}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: kept}
            spec: {accessModes: [ReadWriteOnce], storageClassName: keeping, resources: {requests: {storage: 1Gi}}}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: theirs}
            spec: {accessModes: [ReadWriteOnce], storageClassName: cloud, resources: {requests: {storage: 1Gi}}}
            """;

    private final Cluster cluster = new Cluster("cluster");
    private final Taowa taowa = cluster.taowa();

    @BeforeAll
    void up() {
        Folders.write(cluster.project().resolve("manifests.yaml"), MANIFESTS + "---\n" + SERVICE);
        cluster.up("");
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    private String sh(String line) {
        return cluster.sh(line);
    }

    @Test
    @Order(1)
    void theNodeIsReadyForTheWorkspacesUser() {
        cluster.awaitReady();

        assertThat(sh("kubectl get nodes --no-headers | tr -s ' ' | cut -d ' ' -f 1,2"))
                .isEqualTo("workspace Ready");
        assertThat(sh("systemctl is-system-running; systemctl --failed --no-legend"))
                .isEqualTo("running");
        assertThat(sh("stat -c '%U %a' ~/.kube/config")).isEqualTo("dev 600");
    }

    @Test
    @Order(2)
    void aDeploymentIsServedByItsService() {
        sh("kubectl apply -f manifests.yaml");
        sh("kubectl rollout status deployment/web --timeout 60s");
        sh("kubectl wait --for condition=Ready pod/store --timeout 60s");

        cluster.becomes("NodePort answers", "curl -s -m 2 http://127.0.0.1:30080/", "one");
        cluster.becomes(
                "ClusterIP answers",
                "curl -s -m 2 http://$(kubectl get service web -o 'jsonpath={.spec.clusterIP}')/",
                "one");
        assertThat(sh("kubectl exec store -- cat /disk/starts")).isEqualTo("started");
    }

    @Test
    @Order(3)
    void aVolumeGoesWithItsClaimUnlessItsClassKeepsIt() {
        Folders.write(cluster.project().resolve("claims.yaml"), CLAIMS);
        sh("kubectl apply -f claims.yaml");
        for (var name : List.of("lost", "kept")) {
            cluster.becomes(
                    "it has a volume", "kubectl get pvc %s -o 'jsonpath={.status.phase}'".formatted(name), "Bound");
        }
        var lost = sh("kubectl get pvc lost -o 'jsonpath={.spec.volumeName}'");
        var kept = sh("kubectl get pvc kept -o 'jsonpath={.spec.volumeName}'");

        sh("kubectl delete pvc lost kept --timeout 60s");

        cluster.becomes("the volume is gone", "kubectl get pv --ignore-not-found " + lost, "");
        cluster.becomes(
                "the other is there", "kubectl get pv %s -o 'jsonpath={.status.phase}'".formatted(kept), "Released");
        assertThat(sh("sudo ls /var/lib/taowa-kubernetes/volumes"))
                .contains(kept)
                .doesNotContain(lost);
        assertThat(sh("kubectl get pvc theirs -o 'jsonpath={.status.phase}'")).isEqualTo("Pending");
    }

    @Test
    @Order(3)
    void podsFindServicesByName() {
        var address = sh("kubectl get service web -o 'jsonpath={.spec.clusterIP}'");

        cluster.becomes(
                "the Service has a name",
                "kubectl exec store -- nslookup web.default.svc.cluster.local | sed -n 's/^Address: //p'",
                address);
        assertThat(sh("kubectl exec store -- wget -q -O - http://web/")).isEqualTo("one");
    }

    @Test
    @Order(4)
    void imagesOfTheInnerDockerReachTheCluster() {
        cluster.pushBox();
        sh("docker tag registry.local/busybox:1 loaded:1");

        taowa.run("load", "cluster", "loaded:1").orFail();

        sh("kubectl run pulled --image localhost:5000/box:1 --restart Never -- echo pulled");
        sh("kubectl run loaded --image loaded:1 --image-pull-policy Never --restart Never -- echo loaded");
        cluster.becomes("the registry's image runs", "kubectl logs pulled", "pulled");
        cluster.becomes("the image that was loaded runs", "kubectl logs loaded", "loaded");
        sh("kubectl delete pod pulled loaded --now");
        var noImage = taowa.run("load", "cluster", "nowhere:1");
        assertThat(noImage.status()).isEqualTo(2);
        assertThat(noImage.err())
                .contains("problem: neither Docker nor Podman of workspace cluster has an image nowhere:1");
        var noArchive = taowa.feed("no archive\n".getBytes(StandardCharsets.UTF_8), "load", "cluster", "-");
        assertThat(noArchive.status()).isEqualTo(2);
        assertThat(noArchive.err()).contains("problem: the cluster of workspace cluster does not take");
    }

    @Test
    @Order(5)
    void servicesHavePortsAndUrls() {
        var ports = taowa.json("ports", "cluster", "--json");
        assertThat(ports)
                .filteredOn(port -> port.path("port").asInt() == 30080)
                .singleElement()
                .satisfies(port -> assertThat(port.path("origin").asText()).isEqualTo("Service default/web"));

        assertThat(ports.findValuesAsText("port")).doesNotContain("2379", "6443", "10250");

        var link = Web.link(taowa, "cluster", "svc/default/web:80");

        assertThat(Web.get(Web.origin(link), Web.cookie(link)).body()).isEqualTo("one\n");
        assertThat(Web.origin(Web.link(taowa, "cluster", "svc/default/web")))
                .as("the same door")
                .isEqualTo(Web.origin(link));
        assertThat(taowa.json("ports", "cluster", "--json"))
                .filteredOn(port -> port.path("port").asInt() == 29_000)
                .extracting(port -> port.path("origin").asText())
                .containsExactly("Service default/web");
        assertThat(taowa.run("open", "cluster", "svc/default/nothing", "--no-browser")
                        .err())
                .contains("has no Service default/nothing");
        assertThat(taowa.run("open", "cluster", "svc/default/web:81", "--no-browser")
                        .err())
                .contains("Service default/web has no TCP port 81", "[80]");
    }

    @Test
    @Order(5)
    void ingressesHaveUrls() {
        Folders.write(cluster.project().resolve("ingress.yaml"), """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: front}
                spec:
                  rules:
                  - host: shop.example
                    http:
                      paths:
                      - path: /
                        pathType: Prefix
                        backend: {service: {name: web, port: {number: 80}}}
                """);
        try (var watch = taowa.start("ports", "cluster", "--watch")) {
            assertThat(watch.awaitLine(WATCH_LIMIT, line -> line.startsWith("PORT")))
                    .isTrue();
            sh("kubectl apply -f ingress.yaml");
            assertThat(watch.awaitLine(
                            WATCH_LIMIT, line -> line.startsWith("+ 80  shop.example  Ingress default/front")))
                    .isTrue();
            sh("kubectl delete -f ingress.yaml");
            assertThat(watch.awaitLine(WATCH_LIMIT, line -> line.startsWith("- 80  shop.example")))
                    .isTrue();
        }
        sh("kubectl apply -f ingress.yaml");

        var ports = taowa.json("ports", "cluster", "--json");

        assertThat(ports)
                .filteredOn(port -> port.path("label").asText().equals("shop.example"))
                .singleElement()
                .satisfies(port -> {
                    assertThat(port.path("origin").asText()).isEqualTo("Ingress default/front");
                    var link = URI.create(port.path("url").asText());
                    assertThat(link).asString().contains("//shop.example--cluster.taowa.localhost:");
                    assertThat(Web.get(Web.origin(link), Web.cookie(link)).body())
                            .isEqualTo("one\n");
                });
    }

    @Test
    @Order(6)
    void anIngressIsGoneWhenItIsDeletedAndThereWhenItIsMade() {
        var link = URI.create(ports("shop.example").path("url").asText());
        var cookie = Web.cookie(link);
        assertThat(Web.get(Web.origin(link), cookie).statusCode()).isEqualTo(200);

        sh("kubectl delete -f ingress.yaml");
        Await.until(
                "it is gone",
                WATCH_LIMIT,
                () -> Web.get(Web.origin(link), cookie).statusCode() == 404);
        sh("kubectl apply -f ingress.yaml");

        assertThat(Web.get(Web.origin(link), cookie).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void aServiceThatIsMadeAnewIsReachedAtItsNewAddress() {
        var link = URI.create(ports("shop.example").path("url").asText());
        var cookie = Web.cookie(link);
        assertThat(Web.get(Web.origin(link), cookie).body()).isEqualTo("one\n");
        var before = sh("kubectl get service web -o 'jsonpath={.spec.clusterIP}'");
        Folders.write(cluster.project().resolve("service.yaml"), SERVICE);

        sh("kubectl delete service web && kubectl apply -f service.yaml");

        assertThat(sh("kubectl get service web -o 'jsonpath={.spec.clusterIP}'"))
                .isNotEqualTo(before);
        Await.until(
                "it answers",
                WATCH_LIMIT,
                () -> Web.get(Web.origin(link), cookie).body().equals("one\n"));
    }

    private JsonNode ports(String label) {
        for (var port : taowa.json("ports", "cluster", "--json")) {
            if (port.path("label").asText().equals(label)) {
                return port;
            }
        }
        throw new AssertionError("no port " + label);
    }

    @Test
    @Order(6)
    void limitsLogsAndPortForwardAct() {
        assertThat(
                        sh(
                                "kubectl exec deployment/web -- sh -c 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null; true'"))
                .isEqualTo("33554432");
        assertThat(sh("kubectl logs deployment/web | head -n 1")).isEqualTo("serving");
        assertThat(sh("kubectl port-forward deployment/web 18080:8080 >/dev/null 2>&1 & forward=$!;"
                        + " curl -s --retry 20 --retry-delay 1 --retry-connrefused http://127.0.0.1:18080/;"
                        + " kill $forward"))
                .isEqualTo("one");
        assertThat(taowa.exec("cluster", "kubectl", "exec", "store", "--", "sh", "-c", "exit 7")
                        .status())
                .isEqualTo(7);
    }

    @Test
    @Order(7)
    void podsAreUpdatedAndReplaced() {
        sh("kubectl set env deployment/web WORD=two && kubectl rollout status deployment/web --timeout 60s");
        cluster.becomes("the new pods answer", "curl -s -m 2 http://127.0.0.1:30080/", "two");
        var newest = sh("kubectl get pods -l app=web -o name --sort-by .metadata.creationTimestamp | tail -n 1");

        // A kubelet of 1.20 looks every ten seconds whether all of a pod is gone, and may miss some times.
        sh("kubectl delete " + newest + " --timeout 180s");
        sh("kubectl rollout status deployment/web --timeout 60s");

        assertThat(sh("kubectl get deployment web -o 'jsonpath={.status.readyReplicas}'"))
                .isEqualTo("2");
        assertThat(sh("kubectl get pods -l app=web -o name")).doesNotContain(newest);
        cluster.becomes("the others answer", "curl -s -m 2 http://127.0.0.1:30080/", "two");
    }

    @Test
    @Order(8)
    void aKilledKubeletHeals() {
        var before = sh("systemctl show -P MainPID taowa-kubernetes-kubelet@workspace");

        sh("sudo kill -9 " + before);

        cluster.becomes(
                "pods are reached through another", "kubectl exec store -- cat /disk/starts 2>/dev/null", "started");
        assertThat(sh("systemctl show -P MainPID taowa-kubernetes-kubelet@workspace"))
                .isNotEqualTo(before);
    }

    @Test
    @Order(9)
    void aStartBringsTheClusterBackWithItsData() {
        taowa.run("stop", "cluster").orFail();
        taowa.run("start", "cluster").orFail();

        cluster.awaitReady();
        cluster.becomes("the Service answers again", "curl -s -m 2 http://127.0.0.1:30080/", "two");
        cluster.becomes("the pod has its disk", "kubectl exec store -- cat /disk/starts 2>&1", "started\nstarted");
        assertThat(sh("systemctl is-system-running")).isEqualTo("running");
    }

    @Test
    @Order(10)
    void aMachineMadeAnewHasTheSameCluster() {
        taowa.up(cluster.project().toString(), "--ide", "none", "--recreate");

        cluster.awaitReady();
        cluster.becomes("the Service answers again", "curl -s -m 2 http://127.0.0.1:30080/", "two");

        taowa.remove("cluster");

        assertThat(Machine.onEngine(taowa.stateId())).isEmpty();
    }
}
