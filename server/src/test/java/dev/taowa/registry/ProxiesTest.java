package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    private static String chosen(Map<String, String> environment, String address) {
        var proxy = new Proxies(environment).select(URI.create(address)).getFirst();
        return proxy.equals(Proxy.NO_PROXY) ? "none" : String.valueOf(proxy.address());
    }

    @ParameterizedTest
    @CsvSource({
        "https_proxy, http://proxy.example:3128, proxy.example/<unresolved>:3128",
        "HTTPS_PROXY, proxy.example:3128, proxy.example/<unresolved>:3128",
        "all_proxy, http://u:p@proxy.example, proxy.example/<unresolved>:80",
        "all_proxy, socks5://proxy.example:1, none",
        "https_proxy, http://[, none",
        "http_proxy, http://proxy.example:3128, none",
    })
    void theVariableThatIsSetNamesIt(String variable, String value, String proxy) {
        assertThat(chosen(Map.of(variable, value), "https://ghcr.io/v2/")).isEqualTo(proxy);
    }

    @Test
    void someHostsAreAskedDirectly() {
        var environment = Map.of("https_proxy", "http://proxy.example:3128", "no_proxy", "ghcr.io, .corp.example,*.x");

        for (var direct :
                new String[] {"ghcr.io", "a.ghcr.io", "git.corp.example", "a.x", "localhost:5000", "127.0.0.1"}) {
            assertThat(chosen(environment, "https://" + direct + "/v2/"))
                    .as(direct)
                    .isEqualTo("none");
        }
        for (var other : new String[] {"notghcr.io", "ghcr.io.example", "corp.example.org"}) {
            assertThat(chosen(environment, "https://" + other + "/v2/"))
                    .as(other)
                    .startsWith("proxy.example");
        }
    }
}
