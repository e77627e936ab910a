package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.port.DeclaredPorts;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DeclaredPortsTest extends SampleSource {

    private DeclaredPorts ports(String attributes) throws IOException {
        return read(attributes).metadata().ports().declared();
    }

    @Test
    void aPortsOwnLabelGoesBeforeThoseOfRangesPatternsAndAllOthers() throws IOException {
        var ports = ports("""
                {"forwardPorts": [3000, 5000],
                 "portsAttributes": {"3000-4000": {"label": "range"}, "3000": {"label": "own"},
                   ".+/server\\\\.js": {"label": "pattern"}, "3001": {}},
                 "otherPortsAttributes": {"label": "other"}}
                """);

        assertThat(ports.label(3000, "node /x/server.js")).isEqualTo("own");
        assertThat(ports.label(3001, "")).isEqualTo("range");
        assertThat(ports.label(4000, "node /x/server.js")).isEqualTo("range");
        assertThat(ports.label(4001, "node /x/server.js --port 4001")).isEqualTo("pattern");
        assertThat(ports.label(4001, "node /x/serverxjs")).isEqualTo("other");
        assertThat(ports.label(5000, "")).isEqualTo("other");
        assertThat(ports.needCommandLines()).isTrue();
    }

    @Test
    void portsToIgnoreAreHiddenUnlessTheyAreForwarded() throws IOException {
        var ports = ports("""
                {"forwardPorts": [3000],
                 "portsAttributes": {"3000": {"onAutoForward": "ignore"}, "3001": {"onAutoForward": "ignore"},
                   "4000-4001": {"onAutoForward": "ignore"}, "4001": {"onAutoForward": "silent"},
                   "debugpy": {"onAutoForward": "ignore"}}}
                """);

        assertThat(ports.isHidden(3000, "")).isFalse();
        assertThat(ports.isHidden(3001, "")).isTrue();
        assertThat(ports.isHidden(4000, "")).isTrue();
        assertThat(ports.isHidden(4001, "")).isFalse();
        assertThat(ports.isHidden(5000, "python -m debugpy")).isTrue();
        assertThat(ports.isHidden(5000, "python -m http.server")).isFalse();
        assertThat(ports("{\"otherPortsAttributes\": {\"onAutoForward\": \"ignore\"}}")
                        .isHidden(5000, ""))
                .isTrue();
    }

    @Test
    void tlsIsKnownByNumberRangeOrForAllButNotByPattern() throws IOException {
        var ports = ports("""
                {"portsAttributes": {"8443": {"protocol": "https"}, "9000-9001": {"protocol": "https"},
                   "9001": {"protocol": "http"}, "node": {"protocol": "https"}}}
                """);

        assertThat(ports.isTls(8443)).isTrue();
        assertThat(ports.isTls(9000)).isTrue();
        assertThat(ports.isTls(9001)).isFalse();
        assertThat(ports.isTls(3000)).isFalse();
        assertThat(ports("{\"otherPortsAttributes\": {\"protocol\": \"https\"}}")
                        .isTls(1))
                .isTrue();
    }

    @Test
    void commandLinesAreAskedForOnlyForPatterns() throws IOException {
        assertThat(ports("{\"portsAttributes\": {\"3000\": {\"label\": \"a\"}, \"40-50\": {\"label\": \"b\"}}}")
                        .needCommandLines())
                .isFalse();
        assertThat(ports("{}").label(3000, "node")).isEmpty();
    }

    @Test
    void noPatternTakesLong() throws IOException {
        var ports = ports("{\"portsAttributes\": {\"(a*)*(a|aa)+$\": {\"label\": \"slow\"}}}");
        var line = "a".repeat(4000) + "!";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(ports.label(80, line)).isEmpty());
    }
}
