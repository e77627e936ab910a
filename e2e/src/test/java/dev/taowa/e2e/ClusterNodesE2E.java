package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster of two nodes inside a workspace, as a configuration of kind describes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterNodesE2E {

    private static final Duration POD_LIMIT = Duration.ofMinutes(2);

    private static final String KIND = """
            kind: Cluster
            apiVersion: kind.x-k8s.io/v1alpha4
            nodes:
            - role: control-plane
              extraPortMappings: [{containerPort: 30080, hostPort: 8088}]
            - role: worker
              labels: {disk: fast}
            """;

    /** One pod a node; the page says which node it is on, and who asks. */
    private static final String MANIFESTS = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                  - name: web
                    image: localhost:5000/box:1
                    command: [sh, -c, "mkdir -p /www/cgi-bin; printf '#!/bin/sh\\necho; echo $NODE $REMOTE_ADDR\\n' > /www/cgi-bin/who; chmod +x /www/cgi-bin/who; exec httpd -f -p 8080 -h /www"]
                    env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
                    readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
            """;

    /** Every privilege that a pod can ask for, on the node that is the workspace itself and on the other. */
    private static final String PRIVILEGED = """
            apiVersion: v1
            kind: Pod
            metadata: {name: attacker-NODE}
            spec:
              nodeName: NODE
              restartPolicy: Never
              hostPID: true
              hostNetwork: true
              containers:
              - name: attacker
                image: localhost:5000/box:1
                command: [sh, /source/attacks.sh]
                securityContext: {privileged: true, runAsUser: 0}
                volumeMounts: [{name: machine, mountPath: /machine}, {name: source, mountPath: /source}]
              volumes: [{name: machine, hostPath: {path: /}}, {name: source, hostPath: {path: /workspaces/nodes}}]
            """;

    private final Taowa taowa = Taowa.fresh();
    private final Path project = taowa.folder().resolve("nodes");

    @BeforeAll
    void up() {
        Folders.write(project.resolve(".devcontainer/devcontainer.json"), """
                {"customizations": {"taowa": {"nested": {"docker": true, "kubernetes":
                  {"distribution": "components", "binaries": "%s", "config": "../multi-node.yaml"}}}}}
                """.formatted(Testbed.kubernetes()));
        Folders.write(project.resolve("multi-node.yaml"), KIND);
        Folders.write(project.resolve("manifests.yaml"), MANIFESTS);
        taowa.up(project.toString(), "--ide", "none");
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    private String sh(String line) {
        return taowa.sh("nodes", line);
    }

    private String pod(String node, String column) {
        return sh("kubectl get pods -l app=web --field-selector spec.nodeName=%s --no-headers -o custom-columns=A:%s"
                .formatted(node, column));
    }

    private void becomes(String what, String line, String expected) {
        Await.until(
                what,
                POD_LIMIT,
                () -> taowa.exec("nodes", "sh", "-c", line).line().equals(expected));
    }

    @Test
    @Order(1)
    void everyNodeIsReadyWithItsLabels() {
        assertThat(sh("kubectl get nodes --no-headers -L disk | tr -s ' ' | cut -d ' ' -f 1,2,6 | sort"))
                .isEqualTo("worker-1 Ready fast\nworkspace Ready");
        assertThat(sh("systemctl is-system-running")).isEqualTo("running");
    }

    @Test
    @Order(2)
    void podsOfAllNodesReachEachOtherByTheirOwnAddresses() {
        sh("sudo ctr --address /run/taowa-kubernetes/containerd.sock --namespace k8s.io"
                + " images export - registry.local/busybox:1 | docker load --quiet"
                + " && docker tag registry.local/busybox:1 localhost:5000/box:1"
                + " && docker push --quiet localhost:5000/box:1");
        sh("kubectl apply -f manifests.yaml && kubectl rollout status daemonset/web --timeout 90s");
        var near = pod("workspace", ".metadata.name");
        var far = pod("worker-1", ".metadata.name");
        var nearAddress = pod("workspace", ".status.podIP");
        var farAddress = pod("worker-1", ".status.podIP");

        assertThat(farAddress).startsWith("10.203.1.");
        assertThat(sh("kubectl exec %s -- wget -q -O - http://%s:8080/cgi-bin/who".formatted(near, farAddress)))
                .isEqualTo("worker-1 [::ffff:%s]".formatted(nearAddress));
        assertThat(sh("kubectl exec %s -- wget -q -O - http://%s:8080/cgi-bin/who".formatted(far, nearAddress)))
                .isEqualTo("workspace [::ffff:%s]".formatted(farAddress));
        becomes(
                "a pod of the other node finds the Service by its name",
                "kubectl exec %s -- wget -q -O /dev/null http://web/cgi-bin/who && echo found".formatted(far),
                "found");
    }

    @Test
    @Order(3)
    void aPortOfTheMachineLeadsToTheNode() {
        becomes(
                "the mapped port answers",
                "curl -s -m 2 -o /dev/null -w '%{http_code}' localhost:8088/cgi-bin/who",
                "200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workspace", "worker-1"})
    @Order(4)
    void aPrivilegedPodIsNobodyOnTheHost(String node) {
        Folders.write(project.resolve("attacks.sh"), Attacks.SCRIPT);
        Folders.write(project.resolve("attacker.yaml"), PRIVILEGED.replace("NODE", node));

        sh("kubectl apply -f attacker.yaml");

        becomes(
                "the attacks are over",
                "kubectl get pod attacker-%s -o 'jsonpath={.status.phase}'".formatted(node),
                "Succeeded");
        assertThat(sh("kubectl logs attacker-" + node)).isEqualTo("systemd");
        assertThat(sh("systemctl is-system-running")).isEqualTo("running");
    }

    @Test
    @Order(5)
    void bothNodesAreBackAfterAStart() {
        taowa.run("stop", "nodes").orFail();
        taowa.run("start", "nodes").orFail();

        sh("sudo timeout 120 systemctl start taowa-kubernetes");
        becomes("both pods are ready", "kubectl get daemonset web -o 'jsonpath={.status.numberReady}'", "2");
        becomes(
                "the mapped port answers",
                "curl -s -m 2 -o /dev/null -w '%{http_code}' localhost:8088/cgi-bin/who",
                "200");
    }

    @Test
    @Order(6)
    void nothingIsLeftOfThem() {
        taowa.remove("nodes");

        assertThat(Machine.onEngine(taowa.stateId())).isEmpty();
    }
}
