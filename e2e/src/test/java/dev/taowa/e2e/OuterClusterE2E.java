package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A workspace that a person lets into a namespace of a cluster that was there before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OuterClusterE2E {

    private final Taowa fresh = Taowa.fresh();
    private final Path project = fresh.folder().resolve("guest");
    private final OuterApi outer =
            OuterApi.start(Files.createDirectories(fresh.folder().resolve("outer")), address());
    private final Taowa taowa = fresh.with(Map.of(
            "PATH",
            outer.bin() + File.pathSeparator + System.getenv("PATH"),
            "KUBECONFIG",
            outer.kubeconfig().toString()));

    OuterClusterE2E() throws IOException {}

    @BeforeAll
    void project() throws IOException {
        Files.createDirectories(project);
        Files.copy(outer.bin().resolve("kubectl"), project.resolve("kubectl"));
    }

    @AfterAll
    void close() {
        taowa.close();
        outer.close();
    }

    /** The one that this machine has for the rest of the world; nothing is sent. */
    private static InetAddress address() throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress("192.0.2.1", 9));
            return socket.getLocalAddress();
        }
    }

    private Programs.Result up(String context, String... more) {
        var fixed = new String[] {"up", project.toString(), "--ide", "none", "--outer-cluster", context};
        var all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return taowa.run(all);
    }

    private String kubectl(String line) {
        return taowa.sh("guest", "./kubectl --context outer " + line + " 2>&1 || true");
    }

    private String accounts() {
        return outer.kubectl(
                        "get",
                        "serviceaccounts,rolebindings",
                        "--all-namespaces",
                        "--output=name",
                        "--selector=app.kubernetes.io/managed-by=taowa")
                .orFail()
                .line();
    }

    @Test
    @Order(1)
    void aClusterThatCannotBeHadIsNamedWithItsCause() {
        assertThat(up("absent").err())
                .contains("\"absent\" refused", "cannot locate context", "kubectl --context 'absent'");
        assertThat(up("here").err()).contains("127.0.0.1", "which in a workspace is the workspace itself");
        assertThat(taowa.run("up", project.toString(), "--outer-namespace", "shop")
                        .err())
                .contains("--outer-namespace says nothing without --outer-cluster");
        assertThat(up("far", "--outer-namespace", "Shop/..").err()).contains("is no name of a namespace");
        assertThat(accounts()).isEmpty();
        assertThat(taowa.show("guest").path("state").asText()).isNotEqualTo("running");
    }

    @Test
    @Order(2)
    void whatStandsBetweenIsSaid() {
        var without = up("far");

        assertThat(without.status()).isZero();
        assertThat(without.err()).contains("does not reach the cluster's API server", "--allow-network host");
    }

    @Test
    @Order(3)
    void theWorkspaceMayWorkInThatNamespaceAlone() {
        assertThat(up("far", "--allow-network", "host").orFail().err()).doesNotContain("does not reach");

        assertThat(taowa.sh("guest", "./kubectl config current-context")).isEqualTo("outer");
        assertThat(kubectl("create configmap word --from-literal=a=b --output=name"))
                .isEqualTo("configmap/word");
        assertThat(outer.kubectl("get", "configmap", "word", "--output=name")
                        .orFail()
                        .line())
                .isEqualTo("configmap/word");
        assertThat(kubectl("auth can-i create pods/exec")).isEqualTo("yes");
        assertThat(kubectl("auth can-i create pods/portforward")).isEqualTo("yes");
        assertThat(kubectl("auth can-i create rolebindings")).isEqualTo("no");
        assertThat(kubectl("get secrets --namespace kube-system")).contains("forbidden");
        assertThat(kubectl("get nodes")).contains("forbidden");
        assertThat(taowa.sh("guest", "stat -c '%U %a' /etc/taowa/outer/token")).isEqualTo("dev 600");
    }

    @Test
    @Order(4)
    void eachUpGivesANewToken() {
        var before = taowa.sh("guest", "sha256sum /etc/taowa/outer/token");

        up("far", "--allow-network", "host").orFail();

        assertThat(taowa.sh("guest", "sha256sum /etc/taowa/outer/token")).isNotEqualTo(before);
        taowa.run("stop", "guest").orFail();
        taowa.run("start", "guest").orFail();
        assertThat(kubectl("get configmap word --output=name")).isEqualTo("configmap/word");
    }

    @Test
    @Order(5)
    void theClusterForgetsAWorkspaceThatIsNoLongerLetIn() {
        assertThat(accounts()).contains("serviceaccount/taowa-", "rolebinding.rbac.authorization.k8s.io/taowa-");
        var token = taowa.sh("guest", "cat /etc/taowa/outer/token");

        taowa.run("up", project.toString(), "--ide", "none").orFail();

        assertThat(accounts()).isEmpty();
        assertThat(outer.kubectl("--token=" + token, "get", "configmaps").err())
                .containsAnyOf("Unauthorized", "forbidden");
        assertThat(taowa.exec("guest", "ls", "/etc/taowa/outer").status()).isNotZero();
    }

    @Test
    @Order(6)
    void rmLeavesNothingInTheCluster() {
        up("far").orFail();
        assertThat(accounts()).isNotEmpty();

        taowa.remove("guest");

        assertThat(accounts()).isEmpty();
    }

    @Test
    @Order(7)
    void aClusterThatIsGoneDoesNotKeepAWorkspace() {
        up("far").orFail();
        outer.close();

        var removed = taowa.run("rm", "--yes", "guest").orFail();

        assertThat(removed.err()).contains("the service account taowa-", "stays in the cluster far");
    }
}
