package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every port of a workspace at an origin of its own, for its own user only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyE2E {

    private static final String DEFINITION = """
            {"portsAttributes": {"9443": {"protocol": "https"}, "9005-9006": {"onAutoForward": "ignore"}}}
            """;

    private static final String HTTPS = """
            import http.server, ssl
            server = http.server.HTTPServer(("127.0.0.1", 9443), http.server.SimpleHTTPRequestHandler)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("cert", "key")
            server.socket = context.wrap_socket(server.socket, server_side=True)
            server.serve_forever()
            """;

    private final Taowa taowa = Taowa.fresh();

    @BeforeAll
    void up() throws IOException {
        var project = Folders.project(taowa.folder(), "proxied", DEFINITION);
        try (var script = ProxyE2E.class.getResourceAsStream("/echo.py")) {
            Files.write(
                    project.resolve("echo.py"),
                    java.util.Objects.requireNonNull(script).readAllBytes());
        }
        Folders.write(project.resolve("https.py"), HTTPS);
        taowa.up(project.toString());
        taowa.sh("proxied", "sudo apt-get update -qq && sudo apt-get install -qq -y --no-install-recommends python3");
        serve("127.0.0.1", 9001);
        serve("0.0.0.0", 9002);
        serve("::1", 9003);
    }

    private void serve(String address, int port) {
        taowa.sh(
                "proxied",
                "sudo systemd-run --quiet --unit=echo%d --uid=dev --working-directory=/workspaces/proxied python3 echo.py %s %d"
                        .formatted(port, address, port));
        Await.until(
                "something listens on " + port,
                Duration.ofSeconds(30),
                () -> StreamSupport.stream(
                                taowa.json("ports", "proxied", "--json").spliterator(), false)
                        .anyMatch(one -> one.path("port").asInt() == port));
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    @ParameterizedTest
    @CsvSource({"9001", "9002"})
    void carriesHttpAndWebSocket(String port) throws Exception {
        var link = Web.link(taowa, "proxied", port);
        var cookie = Web.cookie(link);
        var origin = Web.origin(link);

        var answer = Web.get(origin.resolve("/some/path?query=1"), cookie + "; own=kept");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("/some/path?query=1\n").contains("own=kept");
        assertThat(answer.body()).as("the app never sees our cookie").doesNotContain(cookie);

        var self = "http://" + origin.getAuthority();
        assertThat(Web.echo(origin.resolve("/ws"), cookie, self, "over a socket"))
                .isEqualTo("over a socket");
    }

    @Test
    void aPortThatSpeaksHttpsHasItsUsualUrlAndOneToIgnoreIsNotListed() {
        taowa.sh(
                "proxied",
                "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=own -keyout key -out cert 2>/dev/null;"
                        + " run='sudo systemd-run --quiet --uid=dev --working-directory=/workspaces/proxied python3';"
                        + " $run https.py; $run echo.py 127.0.0.1 9005");
        Await.until(
                "9443 and 9005 listen",
                Duration.ofSeconds(30),
                () -> taowa.sh("proxied", "ss -Hltn").matches("(?s).*:9005 .*:9443 .*|.*:9443 .*:9005 .*"));

        var secure = Web.link(taowa, "proxied", "9443");
        assertThat(Web.get(Web.origin(secure), Web.cookie(secure)).body())
                .contains("Directory listing for /", "echo.py");
        var hidden = Web.link(taowa, "proxied", "9005");
        assertThat(Web.get(Web.origin(hidden), Web.cookie(hidden)).statusCode()).isEqualTo(200);
        assertThat(taowa.json("ports", "proxied", "--json").findValuesAsText("port"))
                .contains("9001", "9443")
                .doesNotContain("9005");
        assertThat(taowa.show("proxied").path("ports").findValuesAsText("port"))
                .contains("9443")
                .doesNotContain("9005");
    }

    @Test
    void aLinkIsGoodOnce() {
        var link = Web.link(taowa, "proxied", "9001");
        var first = Web.get(link, null);

        assertThat(first.statusCode()).isBetween(300, 399);
        assertThat(first.headers().firstValue("location").orElseThrow()).doesNotContain("token");
        assertThat(first.headers().firstValue("set-cookie").orElseThrow())
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax");
        assertThat(Web.get(link, null).statusCode()).isEqualTo(401);
    }

    @Test
    void withoutTheCookieNothingIsShown() {
        var port = Web.origin(Web.link(taowa, "proxied", "9001"));
        var ide = Web.origin(Web.link(taowa, "proxied", "ide"));

        assertThat(Web.get(port, null).statusCode()).isEqualTo(401);
        assertThat(Web.get(port, null).body()).contains("taowa open proxied 9001");
        assertThat(Web.get(ide, null).statusCode()).isEqualTo(401);
        assertThat(Web.get(ide.resolve("/healthz"), null).statusCode()).isEqualTo(401);
        var ofAnotherPort = Web.cookie(Web.link(taowa, "proxied", "9002"));
        assertThat(Web.get(port, ofAnotherPort).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherUserOfTheMachineIsRefused() throws IOException {
        assertThat(Web.statusFor("nobody", Web.origin(Web.link(taowa, "proxied", "ide"))))
                .isEqualTo(401);
        assertThat(Web.statusFor("nobody", Web.origin(Web.link(taowa, "proxied", "9001"))))
                .isEqualTo(401);
        assertThat(Web.statusFor("nobody", Web.api(taowa, "workspaces"))).isEqualTo(401);

        assertThat(mode("")).isEqualTo("rwx------");
        assertThat(mode("server.json")).isEqualTo("rw-------");
        assertThat(mode("server.sock")).isEqualTo("rw-------");
        assertThat(mode("ssh/id_ed25519")).isEqualTo("rw-------");
        assertThat(mode("ssh/user_ca")).isEqualTo("rw-------");
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(taowa.state().resolve(file)));
    }

    @Test
    void strangeHostsAndOriginsAreRefused() {
        var link = Web.link(taowa, "proxied", "9001");
        var cookie = Web.cookie(link);
        var listen = link.getPort();

        assertThat(Web.get(URI.create("http://9001--nobody.taowa.localhost:%d/".formatted(listen)), cookie)
                        .statusCode())
                .isEqualTo(404);
        assertThat(Web.get(URI.create("http://rebound.example:%d/".formatted(listen)), cookie)
                        .statusCode())
                .isEqualTo(421);
        assertThatThrownBy(() -> Web.echo(Web.origin(link).resolve("/ws"), cookie, "http://evil.example", "x"))
                .isInstanceOf(java.util.concurrent.ExecutionException.class);
    }

    @Test
    void aPortWithoutAListenerSaysSo() {
        var link = Web.link(taowa, "proxied", "9099");
        var answer = Web.get(Web.origin(link), Web.cookie(link));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("9099");
    }
}
