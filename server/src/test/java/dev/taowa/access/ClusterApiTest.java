package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.endpoint.ListeningPort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterApiTest {

    @ParameterizedTest
    @CsvSource({"etcd,2379", "kube-apiserver,6443", "kube-proxy,10256", "containerd,45057"})
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
}
