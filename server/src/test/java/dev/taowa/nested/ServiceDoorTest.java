package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.endpoint.ListeningPort;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceDoorTest {

    @Test
    void aDoorIsNamedByItsService() {
        var line = "127.0.0.1:29000 taowa-service.default.web.80.socket taowa-service.default.web.80.service";

        assertThat(ServiceDoor.door(line)).contains(Map.entry(29_000, "Service default/web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/run/docker.sock docker.socket docker.service",
                "0.0.0.0:29000 taowa-service.default.web.80.socket x",
                "127.0.0.1:290000 taowa-service.default.web.80.socket x",
                "127.0.0.1:29000 taowa-service.default.web<b>.80.socket x",
                "127.0.0.1:29000 taowa-service.default.80.socket x"
            })
    void otherLinesNameNone(String line) {
        assertThat(ServiceDoor.door(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "29000, 127.0.0.1, 1, true",
        "28999, 127.0.0.1, 1, false",
        "29000, 0.0.0.0, 1, false",
        "29000, 127.0.0.1, 7, false"
    })
    void onlySocketsOfSystemdMayBeOne(int port, String address, int pid, boolean expected) {
        assertThat(ServiceDoor.mayBeOne(new ListeningPort(port, address, "systemd", pid)))
                .isEqualTo(expected);
    }
}
