package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A workspace whose cluster has Dapr. Its release and images are not to be had everywhere, so a stand-in takes the place of
 * the command in the list of programs: it leaves in the cluster what Helm does, and notes what it was called with.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DaprE2E {

    private static final String NAME = "dapr";

    private static final String STAND_IN = """
            #!/bin/sh
            set -eu
            echo "$@"
            [ "$(id -u)" -eq 0 ] || exit 0
            echo "$@" >>/var/log/called
            case $1 in
                init)
                    kubectl create namespace dapr-system
                    kubectl --namespace dapr-system create secret generic sh.helm.release.v1.dapr.v1
                    kubectl --namespace dapr-system label secret sh.helm.release.v1.dapr.v1 owner=helm name=dapr status=deployed
                    ;;
                uninstall) kubectl delete namespace dapr-system ;;
            esac
            """;

    private static final String INIT = "init --kubernetes --runtime-version 1.18.4 --wait --timeout 600";

    private final Taowa taowa = Taowa.fresh();
    private final Cluster cluster = new Cluster(taowa, NAME);

    private Programs.Result up;

    @BeforeAll
    void up() {
        Folders.write(cluster.project().resolve("dapr"), STAND_IN);
        Folders.write(
                cluster.project().resolve(".devcontainer/devcontainer.json"), """
                {"features": {"taowa/dapr": {},
                              "taowa/kubernetes": {"distribution": "components", "binaries": "%s"}},
                 "containerEnv": {"https_proxy": "http://127.0.0.1:9"}}
                """.formatted(Testbed.kubernetes()));
        // The proxy is none, so that nothing is fetched wherever this runs; the cluster is reached without it.
        up = taowa.run("up", cluster.project().toString(), "--ide", "none");
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    @Test
    @Order(1)
    void aReleaseThatCannotBeFetchedIsNamedWithTheReason() {
        assertThat(up.status()).isNotZero();
        assertThat(up.err()).contains("Dapr did not come up: ").contains("dapr v1.18.2 could not be fetched: curl: ");
        assertThat(cluster.sh("kubectl get nodes --no-headers")).contains("Ready");
    }

    @Test
    @Order(2)
    void itIsPutIntoTheCluster() {
        cluster.sh(
                "chmod 755 dapr && tar -czf dapr.tar.gz dapr && sudo sed -i -E \"s,^(dapr [^ ]+ [a-z0-9]+) [^ ]+ [^ ]+"
                        + ",\\\\1 $(sha256sum dapr.tar.gz | cut -d ' ' -f 1) file://$PWD/dapr.tar.gz,\" /usr/local/lib/taowa/programs");

        taowa.up(cluster.project().toString(), "--ide", "none");

        assertThat(called()).isEqualTo(INIT);
        assertThat(cluster.sh("dapr --version"))
                .as("the workspace's user has it too")
                .isEqualTo("--version");
    }

    @Test
    @Order(3)
    void onceIsEnough() {
        cluster.sh("sudo systemctl restart taowa-dapr");

        assertThat(called()).isEqualTo(INIT);
    }

    @Test
    @Order(4)
    void whatWasBrokenOffIsBegunAnew() {
        cluster.sh(
                "kubectl --namespace dapr-system label --overwrite secret sh.helm.release.v1.dapr.v1 status=pending-install");

        cluster.sh("sudo systemctl restart taowa-dapr");

        assertThat(called()).isEqualTo(INIT + "\nuninstall --kubernetes\n" + INIT);
    }

    private String called() {
        return cluster.sh("cat /var/log/called");
    }
}
