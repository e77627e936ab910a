package dev.taowa.driver.podman.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkSettingsTest {

    private final List<String> leftOut = new ArrayList<>();

    @Test
    void proxiesWithoutSecretsAreCarried() {
        var proxies = NetworkSettings.proxies(
                Map.of(
                        "http_proxy", "http://proxy.example:3128",
                        "HTTPS_PROXY", "http://me:word@proxy.example:3128",
                        "no_proxy", "localhost,127.0.0.1,.example",
                        "all_proxy", "socks5://127.0.0.1:1080",
                        "ftp_proxy", "http://x\nENV A=b",
                        "PATH", "/bin"),
                leftOut);

        assertThat(proxies)
                .containsOnly(
                        Map.entry("http_proxy", "http://proxy.example:3128"),
                        Map.entry("no_proxy", "localhost,127.0.0.1,.example"));
        assertThat(leftOut).hasSize(3).noneMatch(line -> line.contains("word"));
    }

    @Test
    void aptProxiesAreLinesOfApt() {
        var dump = """
                Acquire::http "";
                Acquire::http::Proxy "http://proxy.example:3142";
                Acquire::http::Proxy::deb.example "DIRECT";
                Acquire::https::Proxy "http://u:p@proxy.example";
                Acquire::http::Proxy-Auto-Detect "/usr/bin/evil";
                APT::Update::Pre-Invoke:: "rm -rf /";
                Acquire::http::Proxy "x"; DPkg::Pre-Invoke {"evil"};
                """;

        assertThat(NetworkSettings.aptConf(dump, leftOut)).isEqualTo("""
                        Acquire::http::Proxy "http://proxy.example:3142";
                        Acquire::http::Proxy::deb.example "DIRECT";
                        """);
        assertThat(leftOut).singleElement().asString().contains("credentials");
    }

    @Test
    void onlyTheDistributionsOwnMirrorCounts() {
        var targets = """
                Node nodistro https://other.example/node/
                Debian bookworm https://user:word@private.example/debian/
                Debian bookworm http://mirror.example/debian/
                Debian bookworm-security http://mirror.example/debian-security/
                Debian bookworm file:/var/cache/apt
                Debian bookworm http://x.example/';touch${IFS}x
                """;

        var mirror = NetworkSettings.mirror("debian", targets, leftOut).orElseThrow();

        assertThat(mirror.address()).isEqualTo("http://mirror.example/debian");
        assertThat(mirror.securityAddress()).contains("http://mirror.example/debian-security");
        assertThat(leftOut).singleElement().asString().contains("credentials").doesNotContain("word");
        assertThat(NetworkSettings.mirror("ubuntu", targets, leftOut)).isEmpty();
    }

    @Test
    void npmTokensStayBehind() {
        var npm = new NpmSettings();
        npm.add(".npmrc", """
                registry=https://npm.example/
                //npm.example/:_authToken=abc123
                _password="abc123"
                @mine:registry = "https://mine.example/"
                https-proxy=http://a:abc123@proxy.example
                cafile=/etc/ca.pem
                nodedir=/usr
                noproxy=${HOME}
                ; registry=https://commented.example/
                """);

        assertThat(npm.text()).isEqualTo("@mine:registry=https://mine.example/\nregistry=https://npm.example/\n");
        assertThat(npm.certificateFile()).contains("/etc/ca.pem");
        assertThat(npm.leftOut()).hasSize(4).noneMatch(line -> line.contains("abc123"));
    }

    @Test
    void mavenMirrorsThatNeedAPasswordStayBehind() {
        var xml = """
                <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
                  <servers><server><id>private</id><password>abc123</password></server></servers>
                  <mirrors>
                    <mirror><id>open</id><mirrorOf>*</mirrorOf><url>https://maven.example/a&amp;b</url></mirror>
                    <mirror><id>private</id><mirrorOf>x</mirrorOf><url>https://private.example/</url></mirror>
                  </mirrors>
                  <proxies><proxy><id>p</id><host>proxy.example</host><username>me</username><password>abc123</password></proxy></proxies>
                </settings>
                """;

        var carried = MavenSettings.carry(xml, leftOut).orElseThrow();

        assertThat(carried).contains("https://maven.example/a&amp;b").doesNotContain("private", "abc123");
        assertThat(leftOut).hasSize(2).noneMatch(line -> line.contains("abc123"));
    }

    @Test
    void hostileXmlIsNotRead() {
        var xml = "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><settings><mirrors><mirror>"
                + "<url>&e;</url></mirror></mirrors></settings>";

        assertThat(MavenSettings.carry(xml, leftOut)).isEqualTo(Optional.empty());
        assertThat(leftOut).hasSize(1);
    }

    @Test
    void onlyCertificatesAreTrusted() {
        var text = """
                -----BEGIN PRIVATE KEY-----
                abcd
                -----END PRIVATE KEY-----
                -----BEGIN CERTIFICATE-----
                AAAA
                -----END CERTIFICATE-----
                """;

        assertThat(HostCertificates.bodies(text)).containsExactly("AAAA");
        assertThat(HostCertificates.select(Set.of("AAAA"), Set.of())).isEmpty();
    }
}
