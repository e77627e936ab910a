package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedPortsTest {

    private static Map<Integer, String> read(String... lines) {
        var ports = new PublishedPorts();
        for (var line : lines) {
            ports.hear(line);
        }
        return ports.containers();
    }

    @Test
    void namesTheContainerOfEachPublishedPort() {
        assertThat(read(
                        "[{\"Names\":[\"/shop-web-1\"],\"Ports\":[{\"PrivatePort\":80,\"PublicPort\":8085,\"Type\":\"tcp\"},",
                        "{\"PrivatePort\":81,\"Type\":\"tcp\"},{\"PrivatePort\":53,\"PublicPort\":53,\"Type\":\"udp\"}]},",
                        "{\"Names\":[\"/db\"],\"Ports\":[]}]"))
                .isEqualTo(Map.of(8085, "shop-web-1"));
    }

    @Test
    void whatIsNoAnswerCountsAsNothing() {
        assertThat(read()).isEmpty();
        assertThat(read("curl: (7) Failed to connect")).isEmpty();
        assertThat(read("{\"message\": \"no\"}")).isEmpty();
        assertThat(read("[1, {\"Names\": 3, \"Ports\": {\"a\": 1}}]")).isEmpty();
        assertThat(read("[".repeat(100_000))).isEmpty();
    }

    @Test
    void aNameShowsNoControlCharacters() {
        assertThat(read("[{\"Names\":[\"/a\\u001b[2J\"],\"Ports\":[{\"PublicPort\":1,\"Type\":\"tcp\"}]}]"))
                .isEqualTo(Map.of(1, "a??2J"));
    }
}
