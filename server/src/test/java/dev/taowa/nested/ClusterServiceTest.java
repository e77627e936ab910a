package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterServiceTest {

    private static ClusterService service(String text) {
        return ClusterService.of(EngineAnswer.read(text));
    }

    @Test
    void itHasANameAnAddressAndTheNodePortsOfTcp() {
        assertThat(service("""
                {"metadata": {"namespace": "default", "name": "web"}, "spec": {"clusterIP": "10.204.0.7", "ports": [
                 {"protocol": "TCP", "port": 80, "nodePort": 30080}, {"port": 81, "nodePort": 30081},
                 {"protocol": "UDP", "port": 53, "nodePort": 30053}, {"port": 443}]}}""")).isEqualTo(new ClusterService("default/web", "10.204.0.7", Set.of(30080, 30081)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "{\"spec\": {\"ports\": [2, {\"nodePort\": 99999}, {\"nodePort\": \"x\"}]}}"})
    void whatIsNoneHasNoPorts(String text) {
        assertThat(service(text).nodePorts()).isEmpty();
    }

    @Test
    void itsNameShowsNoControlCharacters() {
        assertThat(service("{\"metadata\": {\"namespace\": \"a\\u001b\", \"name\": \"b\\n\"}}")
                        .shown())
                .isEqualTo("Service a?/b?");
    }
}
