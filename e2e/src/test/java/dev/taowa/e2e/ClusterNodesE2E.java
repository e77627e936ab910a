package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
              hostIPC: true
              containers:
              - name: attacker
                image: localhost:5000/box:1
                command: [sh, /source/attacks.sh]
                securityContext: {privileged: true, runAsUser: 0}
                volumeMounts: [{name: machine, mountPath: /machine}, {name: source, mountPath: /source}]
              volumes: [{name: machine, hostPath: {path: /}}, {name: source, hostPath: {path: /workspaces/nodes}}]
            """;

    private final Cluster cluster = new Cluster("nodes");

    @BeforeAll
    void up() {
        Folders.write(cluster.project().resolve("multi-node.yaml"), KIND);
        Folders.write(cluster.project().resolve("manifests.yaml"), MANIFESTS);
        cluster.up(", \"config\": \"../multi-node.yaml\"");
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    private String sh(String line) {
        return cluster.sh(line);
    }

    private String pod(String node, String column) {
        return sh("kubectl get pods -l app=web --field-selector spec.nodeName=%s --no-headers -o custom-columns=A:%s"
                .formatted(node, column));
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
        cluster.pushBox();
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
        cluster.becomes(
                "a pod of the other node finds the Service by its name",
                "kubectl exec %s -- wget -q -O /dev/null http://web/cgi-bin/who && echo found".formatted(far),
                "found");
    }

    @Test
    @Order(3)
    void aPortOfTheMachineLeadsToTheNode() {
        cluster.becomes(
                "the mapped port answers",
                "curl -s -m 2 -o /dev/null -w '%{http_code}' localhost:8088/cgi-bin/who",
                "200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workspace", "worker-1"})
    @Order(4)
    void aPrivilegedPodIsNobodyOnTheHost(String node) {
        Folders.write(cluster.project().resolve("attacks.sh"), Attacks.SCRIPT);
        Folders.write(cluster.project().resolve("attacker.yaml"), PRIVILEGED.replace("NODE", node));

        sh("kubectl apply -f attacker.yaml");

        cluster.becomes(
                "the attacks are over",
                "kubectl get pod attacker-%s -o 'jsonpath={.status.phase}'".formatted(node),
                "Succeeded");
        assertThat(sh("kubectl logs attacker-" + node)).isEqualTo("systemd");
        assertThat(sh("systemctl is-system-running")).isEqualTo("running");
    }

    @Test
    @Order(4)
    void anImageIsLoadedIntoEveryNode() {
        sh("docker tag localhost:5000/box:1 loaded:1");
        cluster.taowa().run("load", "nodes", "loaded:1").orFail();

        for (var node : List.of("workspace", "worker-1")) {
            sh("kubectl run loaded-%1$s --image loaded:1 --image-pull-policy Never --restart Never --overrides"
                            .formatted(node)
                    + " '{\"spec\": {\"nodeName\": \"%s\"}}' -- echo there".formatted(node));
            cluster.becomes("it runs on " + node, "kubectl logs loaded-" + node, "there");
        }
    }

    @Test
    @Order(5)
    void bothNodesAreBackAfterAStart() {
        cluster.taowa().run("stop", "nodes").orFail();
        cluster.taowa().run("start", "nodes").orFail();

        cluster.awaitReady();
        cluster.becomes("both pods are ready", "kubectl get daemonset web -o 'jsonpath={.status.numberReady}'", "2");
        cluster.becomes(
                "the mapped port answers",
                "curl -s -m 2 -o /dev/null -w '%{http_code}' localhost:8088/cgi-bin/who",
                "200");
    }

    @Test
    @Order(6)
    void nothingIsLeftOfThem() {
        cluster.taowa().remove("nodes");

        assertThat(Machine.onEngine(cluster.taowa().stateId())).isEmpty();
    }
}
