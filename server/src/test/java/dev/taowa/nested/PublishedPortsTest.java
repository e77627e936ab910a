package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedPortsTest {

    private static Map<Integer, String> containers(String answer) {
        return PublishedPorts.ofContainers(EngineAnswer.read(answer));
    }

    @Test
    void namesTheContainerOfEachPublishedPort() {
        assertThat(containers("""
                        [{"Names":["/shop-web-1"],"Ports":[{"PrivatePort":80,"PublicPort":8085,"Type":"tcp"},
                         {"PrivatePort":81,"Type":"tcp"},{"PrivatePort":53,"PublicPort":53,"Type":"udp"}]},
                         {"Names":["/db"],"Ports":[]}]""")).isEqualTo(Map.of(8085, "container shop-web-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "curl: (7) Failed to connect",
                "{\"message\": \"no\"}",
                "[1, {\"Names\": 3, \"Ports\": {\"a\": 1}}]"
            })
    void whatIsNoAnswerCountsAsNothing(String answer) {
        assertThat(containers(answer)).isEmpty();
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
