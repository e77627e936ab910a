package dev.taowa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NoProxyTest {

    private static final String CLUSTER = "10.202.0.0/15,10.204.0.0/16,.svc,.cluster.local";

    @Test
    void aClusterIsReachedWithoutTheProxy() {
        assertThat(NoProxy.forCluster(Map.of("HTTPS_PROXY", "http://proxy:3128")))
                .containsEntry("HTTPS_PROXY", "http://proxy:3128")
                .containsEntry("no_proxy", CLUSTER)
                .containsEntry("NO_PROXY", CLUSTER);
    }

    @Test
    void whatIsNamedStaysNamedForEveryProgram() {
        assertThat(NoProxy.forCluster(Map.of("http_proxy", "http://proxy:3128", "no_proxy", "example.com")))
                .containsEntry("no_proxy", "example.com," + CLUSTER)
                .containsEntry("NO_PROXY", "example.com," + CLUSTER);
    }

    @Test
    void whereThereIsNoProxyNothingIsAdded() {
        assertThat(NoProxy.forCluster(Map.of("no_proxy", "example.com"))).isEqualTo(Map.of("no_proxy", "example.com"));
    }
}
