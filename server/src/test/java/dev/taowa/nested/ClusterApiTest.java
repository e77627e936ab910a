package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.endpoint.ListeningPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterApiTest {

    @ParameterizedTest
    @CsvSource({"etcd,2379", "kube-apiserver,6443", "kube-proxy,10256", "containerd,45057", "k3s-server,10250"})
    void thePartsOfAClusterAreItsOwn(String process, int port) {
        assertThat(ClusterApi.isOwn(new ListeningPort(port, "127.0.0.1", process, 7)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"etcd,12379,''", "node,6443,''", "kube-proxy,30080,Service default/web", "'',2379,''"})
    void whatAPersonRunsIsNot(String process, int port, String publisher) {
        assertThat(ClusterApi.isOwn(new ListeningPort(port, "*", process, 7, publisher)))
                .isFalse();
    }

    @Test
    void theNodeOfKindIsItsOwnAtItsPortAlone() {
        var node = "container taowa-control-plane";

        assertThat(ClusterApi.isOwn(new ListeningPort(6443, "10.202.0.1", "docker-proxy", 7, node)))
                .isTrue();
        assertThat(ClusterApi.isOwn(new ListeningPort(8090, "*", "docker-proxy", 7, node)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "kube-apiserver,6443,true",
        "k3s-server,6443,true",
        "docker-proxy,6443,true",
        "docker-proxy,8443,false",
        "node,6443,false"
    })
    void theServersPortTellsOfACluster(String process, int port, boolean expected) {
        assertThat(ClusterApi.isServer(new ListeningPort(port, "10.202.0.1", process, 7)))
                .isEqualTo(expected);
    }
}
