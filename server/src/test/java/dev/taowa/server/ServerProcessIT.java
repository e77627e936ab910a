package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged server: who is let in, what it refuses, and that it survives its own death. Needs no engine. */
class ServerProcessIT {

    private static final String LOCAL = "Host: 127.0.0.1\r\n";
    private static final String JSON = LOCAL + "Content-Type: application/json\r\n";

    @TempDir
    private static Path state;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = ServerProcess.start(state);
        server.address();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static RawHttp onSocket(String method, String path, String body) throws IOException, InterruptedException {
        return RawHttp.send(server.socket(), method, "/api/v1/" + path, JSON, body);
    }

    private static RawHttp onPort(String headers) throws IOException, InterruptedException {
        return RawHttp.send(server.port(), "GET", "/api/v1/version", headers, "");
    }

    @Test
    void socketIsForItsUserAlone() throws IOException, InterruptedException {
        assertThat(onSocket("GET", "version", "").status()).isEqualTo(200);
        assertThat(onSocket("GET", "health/live", "").body()).contains("UP");

        for (var file : new String[] {
            server.address().socket(), state.resolve("server.json").toString()
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }

    @Test
    void portWantsTheTokenAndAHostOfThisMachine() throws IOException, InterruptedException {
        var token = "Authorization: Bearer " + server.address().token() + "\r\n";

        assertThat(onPort(LOCAL + token).status()).isEqualTo(200);
        assertThat(onPort(LOCAL).status()).isEqualTo(401);
        assertThat(onPort(LOCAL + "Authorization: Bearer wrong\r\n").status()).isEqualTo(401);
        assertThat(onPort("Host: evil.example\r\n" + token).status()).isEqualTo(421);
        assertThat(onPort("Host: 80--demo.taowa.localhost\r\n" + token).status())
                .isEqualTo(404);
    }

    @Test
    void templatesAreBroughtFromRepositories(@TempDir Path folder) throws IOException, InterruptedException {
        var template = Files.createDirectories(folder.resolve("java"));
        Files.createDirectories(template.resolve(".devcontainer"));
        Files.writeString(template.resolve("devcontainer-template.json"), "{\"id\": \"mine\", \"version\": \"1\"}");
        Files.writeString(template.resolve(".devcontainer/devcontainer.json"), "{}");
        for (var command :
                new String[] {"init -q", "add .", "-c user.name=T -c user.email=t@x.invalid commit -qm First"}) {
            var argv = ("git " + command).split(" ", -1);
            assertThat(new ProcessBuilder(argv)
                            .directory(folder.toFile())
                            .start()
                            .waitFor())
                    .isZero();
        }

        var brought = onSocket("POST", "templates", "{\"template\":\"file://%s#java\"}".formatted(folder));
        var absent = onSocket("POST", "templates", "{\"template\":\"file://%s#go\"}".formatted(folder));

        assertThat(brought.status()).as(brought.body()).isEqualTo(200);
        assertThat(brought.body())
                .contains("\"path\":\"devcontainer-template.json\"", "\"content\":\"e30=\"", "\"warnings\":[]");
        assertThat(absent.status()).isEqualTo(400);
        assertThat(absent.body()).contains("\"code\":\"TEMPLATE_UNAVAILABLE\"", "has no folder", "\"fix\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"template\":null}",
                "{\"template\":\"java\"}",
                "{\"template\":\"/\"}",
                "{\"template\":\"https://me:s3cret@example.test/t\"}"
            })
    void badTemplatesAreProblemsWithAFix(String body) throws IOException, InterruptedException {
        var answer = onSocket("POST", "templates", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"fix\":").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{bad",
                "[]",
                "null",
                "{}",
                "{\"source\":null,\"host\":\"local\",\"ide\":\"web\",\"limits\":{},\"allowances\":[],\"client\":{}}",
                "{\"source\":\" \",\"host\":\"local\",\"ide\":\"web\",\"limits\":{},\"allowances\":[],\"client\":{}}",
                "{\"source\":\"/x\",\"host\":\"local\",\"ide\":\"emacs\",\"limits\":{},\"allowances\":[],\"client\":{}}"
            })
    void badUpIsAProblemWithAFix(String body) throws IOException, InterruptedException {
        var answer = onSocket("POST", "workspaces", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"BAD_ARGUMENT\"", "\"fix\":");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, nosuch",
        "GET, operations/0",
        "GET, operations/0/events",
        "DELETE, operations/0",
        "GET, hosts/nowhere/check"
    })
    void unknownThingsAreNotFound(String method, String path) throws IOException, InterruptedException {
        var answer = onSocket(method, path, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":", "\"what\":", "\"fix\":");
    }

    @Test
    void openApiDescribesEveryRoute() throws IOException, InterruptedException {
        var document = onSocket("GET", "openapi", "").body();

        assertThat(document)
                .contains(
                        "/api/v1/version:",
                        "/api/v1/workspaces:",
                        "/api/v1/workspaces/{name}:",
                        "/api/v1/workspaces/{name}/start:",
                        "/api/v1/workspaces/{name}/stop:",
                        "/api/v1/workspaces/{name}/restart:",
                        "/api/v1/workspaces/{name}/rebuild:",
                        "/api/v1/workspaces/{name}/ports:",
                        "/api/v1/workspaces/{name}/stats:",
                        "/api/v1/workspaces/{name}/logs:",
                        "/api/v1/workspaces/{name}/open:",
                        "/api/v1/workspaces/{name}/ssh:",
                        "/api/v1/operations/{id}:",
                        "/api/v1/operations/{id}/events:",
                        "/api/v1/hosts/{name}/check:");
    }

    @Test
    void oneServerAState() throws IOException, InterruptedException {
        try (var second = ServerProcess.start(state)) {
            assertThat(second.await()).isZero();
        }
        assertThat(onSocket("GET", "version", "").status()).isEqualTo(200);
    }

    @Test
    void killedServerIsFollowedByOneAtTheSamePlace() throws IOException, InterruptedException {
        var before = server.address();
        server.kill();

        server = ServerProcess.start(state);

        assertThat(server.address().port()).isEqualTo(before.port());
        assertThat(server.address().socket()).isEqualTo(before.socket());
        assertThat(server.address().token()).isNotEqualTo(before.token());
        assertThat(onSocket("GET", "version", "").status()).isEqualTo(200);
    }

    @Test
    void orderlyEndTakesTheAddressBack(@TempDir Path other) throws IOException, InterruptedException {
        try (var leaving = ServerProcess.start(other)) {
            assertThat(leaving.address().port()).isNotEqualTo(server.address().port());

            leaving.end();

            assertThat(other.resolve("server.json")).doesNotExist();
        }
    }
}
