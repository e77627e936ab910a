package dev.taowa.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiedHostTest {

    private static final String DOMAIN = "taowa.localhost";

    @Test
    void namesPortAndWorkspace() {
        assertThat(ProxiedHost.parse("3000--my-demo.taowa.localhost:7700", DOMAIN))
                .contains(new ProxiedHost("my-demo", 3000));
        assertThat(ProxiedHost.parse("IDE--Demo.Taowa.Localhost", DOMAIN))
                .contains(new ProxiedHost("demo", Links.IDE_PORT));
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
                "80--a--b.taowa.localhost",
                "80--demo.taowa.localhost.evil.com",
                "x.80--demo.taowa.localhost",
                "80--demo.eviltaowa.localhost",
                "80--demo%2e.taowa.localhost"
            })
    void nothingElseDoes(String host) {
        assertThat(ProxiedHost.parse(host, DOMAIN)).isEmpty();
    }
}
