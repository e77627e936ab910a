package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedPortsTest {

    private static Map<Integer, String> containers(String answer) {
        return PublishedPorts.ofContainers(EngineAnswer.read(answer));
    }

    private static Map<Integer, String> services(String answer) {
        return PublishedPorts.ofServices(EngineAnswer.read(answer));
    }

    @Test
    void namesTheContainerOfEachPublishedPort() {
        assertThat(containers("""
                        [{"Names":["/shop-web-1"],"Ports":[{"PrivatePort":80,"PublicPort":8085,"Type":"tcp"},
                         {"PrivatePort":81,"Type":"tcp"},{"PrivatePort":53,"PublicPort":53,"Type":"udp"}]},
                         {"Names":["/db"],"Ports":[]}]""")).isEqualTo(Map.of(8085, "container shop-web-1"));
    }

    @Test
    void namesTheServiceOfEachNodePort() {
        assertThat(services("""
                        {"kind": "ServiceList", "items": [
                         {"metadata": {"namespace": "default", "name": "web"},
                          "spec": {"ports": [{"protocol": "TCP", "port": 80, "nodePort": 30080}, {"port": 81, "nodePort": 30081}]}},
                         {"metadata": {"namespace": "default", "name": "kubernetes"},
                          "spec": {"ports": [{"protocol": "TCP", "port": 443}]}},
                         {"metadata": {"namespace": "dns", "name": "names"},
                          "spec": {"ports": [{"protocol": "UDP", "port": 53, "nodePort": 30053}]}}]}""")).isEqualTo(Map.of(30080, "Service default/web", 30081, "Service default/web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "curl: (7) Failed to connect",
                "{\"message\": \"no\"}",
                "[1, {\"Names\": 3, \"Ports\": {\"a\": 1}}]",
                "{\"items\": [1, {\"spec\": {\"ports\": [2, {\"nodePort\": 99999}, {\"nodePort\": \"x\"}]}}]}"
            })
    void whatIsNoAnswerCountsAsNothing(String answer) {
        assertThat(containers(answer)).isEmpty();
        assertThat(services(answer)).isEmpty();
    }

    @Test
    void endlessNestingCountsAsNothing() {
        assertThat(containers("[".repeat(100_000))).isEmpty();
    }

    @Test
    void aNameShowsNoControlCharacters() {
        assertThat(containers("[{\"Names\":[\"/a\\u001b[2J\"],\"Ports\":[{\"PublicPort\":1,\"Type\":\"tcp\"}]}]"))
                .isEqualTo(Map.of(1, "container a??2J"));
    }
}
