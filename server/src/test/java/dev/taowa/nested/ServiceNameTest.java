package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

    @Test
    void readsNamespaceNameAndPort() {
        assertThat(ServiceName.parse("svc/default/web:8080"))
                .contains(new ServiceName("default", "web", OptionalInt.of(8080)));
        assertThat(ServiceName.parse("svc/kube-system/dns"))
                .contains(new ServiceName("kube-system", "dns", OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "svc/web",
                "svc/default/web/x",
                "svc/../secrets",
                "svc/default/Web",
                "svc/default/-web",
                "svc/default/web:0",
                "svc/default/web:65536",
                "svc/default/web:http",
                "svc/default/web\n"
            })
    void anythingElseNamesNoService(String text) {
        assertThat(ServiceName.parse(text)).isEmpty();
    }
}
