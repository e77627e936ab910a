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
 * A workspace whose cluster k3s runs. The release is not to be had everywhere, so a stand-in takes its place in the list of
 * programs: it writes a kubeconfig and tells of a node as k3s does, and notes what it was called with.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class K3sE2E {

    private static final String NAME = "k3s";

    private static final String STAND_IN = """
            #!/bin/sh
            set -eu
            case $1 in
                --version) echo k3s of a test ;;
                server)
                    file=$(sed -n 's/^write-kubeconfig: //p' /etc/rancher/k3s/config.yaml)
                    for each in certificate-authority-data client-certificate-data client-key-data; do
                        printf '    %s: %s\\n' "$each" "$(echo "$each" | base64)"
                    done >"$file"
                    systemd-notify --ready
                    exec sleep infinity
                    ;;
                kubectl)
                    case "$*" in *--watch*) echo "workspace True $(date -u +%Y-%m-%dT%H:%M:%SZ)" ;; *) echo "$@" ;; esac
                    ;;
                ctr) echo "$@" >>/run/taowa-kubernetes/called; head -c 5 "$4" >>/run/taowa-kubernetes/called ;;
            esac
            """;

    private final Taowa taowa = Taowa.fresh();
    private final Cluster cluster = new Cluster(taowa, NAME);

    private Programs.Result up;

    @BeforeAll
    void up() {
        Folders.write(cluster.project().resolve("k3s"), STAND_IN);
        Folders.write(cluster.project().resolve(".devcontainer/devcontainer.json"), """
                {"features": {"taowa/kubernetes": {"distribution": "k3s", "version": "1.35"}},
                 "containerEnv": {"https_proxy": "http://127.0.0.1:9"}}
                """);
        // The proxy is none, so that nothing is fetched wherever this runs.
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
        assertThat(up.err()).contains("k3s v1.35.8+k3s1 could not be fetched: curl: ");
    }

    @Test
    @Order(1)
    void soIsAProgramThatIsFetchedWhenItIsCalled() {
        var helm = taowa.exec(NAME, "helm", "version");

        assertThat(helm.status()).isOne();
        assertThat(helm.err())
                .contains("problem: helm v3.22.0 could not be fetched: curl: ")
                .contains("fix: let this workspace reach https://get.helm.sh/helm-v3.22.0-linux-amd64.tar.gz");
    }

    @Test
    @Order(2)
    void whatIsNotTheReleaseIsNotRun() {
        replace("0".repeat(64));

        var version = taowa.exec(NAME, "k3s", "--version");

        assertThat(version.status()).isOne();
        assertThat(version.err()).contains("is not k3s v1.35.8+k3s1");
    }

    @Test
    @Order(3)
    void theClusterComesUpWithItsKubeconfigInPlace() {
        replace(cluster.sh("sha256sum k3s | cut -d ' ' -f 1"));

        taowa.up(cluster.project().toString(), "--ide", "none");

        assertThat(cluster.sh("sed -n 's/ *server: //p' ~/.kube/config")).isEqualTo("https://10.202.0.1:6443");
        assertThat(cluster.sh("kubectl get pods")).isEqualTo("kubectl get pods");
        assertThat(cluster.sh("ip -4 -brief address show taowa0 | tr -s ' ' | cut -d ' ' -f 3"))
                .isEqualTo("10.202.0.1/24");
        assertThat(cluster.sh("sudo cat /var/lib/taowa-kubernetes/k3s/agent/etc/kubelet.conf.d/90-taowa.conf"))
                .contains("failCgroupV1: false");
    }

    @Test
    @Order(4)
    void anArchiveIsBroughtIntoIt() {
        Folders.write(cluster.project().resolve("image.tar"), "image");

        taowa.run("load", NAME, cluster.project().resolve("image.tar").toString())
                .orFail();

        assertThat(cluster.sh("cat /run/taowa-kubernetes/called"))
                .startsWith("ctr images import")
                .endsWith("image");
    }

    @Test
    @Order(5)
    void oneThatDoesNotRunTakesNone() {
        cluster.sh("sudo systemctl stop taowa-k3s");

        var load =
                taowa.run("load", NAME, cluster.project().resolve("image.tar").toString());

        assertThat(load.status()).isEqualTo(2);
        assertThat(load.err()).contains("problem: k3s does not run");
    }

    /** Puts the stand-in, by this digest, where the release was. */
    private void replace(String digest) {
        cluster.sh(
                "sudo sed -i -E 's,^(k3s v1.35.8.k3s1 [a-z0-9]+) .*,\\1 %s file://'\"$PWD\"'/k3s,' /usr/local/lib/taowa/programs"
                        .formatted(digest));
    }
}
