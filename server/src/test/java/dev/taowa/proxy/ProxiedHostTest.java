package dev.taowa.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiedHostTest {

    private static final String DOMAIN = "taowa.localhost";

    @Test
    void namesPortAndWorkspace() {
        assertThat(ProxiedHost.parse("3000--my-demo.taowa.localhost:7700", DOMAIN))
                .contains(new ProxiedHost("my-demo", 3000, Optional.empty()));
        assertThat(ProxiedHost.parse("IDE--Demo.Taowa.Localhost", DOMAIN))
                .contains(new ProxiedHost("demo", Links.IDE_PORT, Optional.empty()));
    }

    @Test
    void namesAHostOfAnIngress() {
        assertThat(ProxiedHost.parse("Shop.example.com--demo.taowa.localhost:7700", DOMAIN))
                .contains(new ProxiedHost("demo", 0, Optional.of("shop.example.com")));
        assertThat(ProxiedHost.parse("xn--bcher-kva--demo.taowa.localhost", DOMAIN))
                .contains(new ProxiedHost("demo", 0, Optional.of("xn--bcher-kva")));
        assertThat(ProxiedHost.parse("ingress--demo.taowa.localhost", DOMAIN))
                .contains(new ProxiedHost("demo", 0, Optional.of("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "taowa.localhost",
                "demo.taowa.localhost",
                "0--demo.taowa.localhost",
                "65536--demo.taowa.localhost",
                "80--.taowa.localhost",
                "80--demo.taowa.localhost.evil.com",
                "-x--demo.taowa.localhost",
                "x.--demo.taowa.localhost",
                "00080--demo.taowa.localhost",
                "80--demo.eviltaowa.localhost",
                "80--demo%2e.taowa.localhost"
            })
    void nothingElseDoes(String host) {
        assertThat(ProxiedHost.parse(host, DOMAIN)).isEmpty();
    }
}
