package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.feature.FeatureReference;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins that real programs keep. */
class CredentialProgramIT {

    private static final String HUB = "https://index.docker.io/v1/";
    private static final String ANSWER = "{\"ServerURL\":\"x\",\"Username\":\"u\",\"Secret\":\"s3cret\"}";

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    /** A helper of that name that runs these lines of shell. */
    private void helper(String name, String lines) throws IOException {
        var program = folder.resolve("docker-credential-" + name);
        Files.writeString(program, "#!/bin/sh\n" + lines + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private Map<String, String> environment() {
        return Map.of("PATH", folder + ":/usr/bin:/bin", "HERE", folder.toString());
    }

    private Logins logins(String config) throws IOException {
        return new Logins(List.of(Files.writeString(folder.resolve("config.json"), config)), environment());
    }

    private Optional<String> found(Logins logins, String registry) {
        return logins.find(registry, "x/go", warnings::add).map(login -> switch (login) {
            case Login.Password password -> password.basic().revealText();
            case Login.Identity identity -> "identity " + identity.token().revealText();
        });
    }

    @Test
    void theRegistrysOwnHelperIsAskedBeforeThatForAllAndBeforeTheFile() throws IOException {
        helper("own", "[ \"$1\" = get ] && cat > \"$HERE/asked\" && echo '" + ANSWER + "'");
        helper("all", "cat > \"$HERE/asked-all\"; echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
        var logins = logins("""
                {"auths": {"ghcr.io": {"auth": "ZmlsZQ=="}}, "credsStore": "all",
                 "credHelpers": {"ghcr.io": "own"}}
                """);

        assertThat(found(logins, "ghcr.io")).contains("dTpzM2NyZXQ=");
        assertThat(folder.resolve("asked")).hasContent("ghcr.io");
        assertThat(found(logins, "docker.io")).contains("identity t");
        assertThat(folder.resolve("asked-all")).hasContent(HUB);
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatAHelperDoesNotKnowMayBeInTheFile() throws IOException {
        helper("all", "echo 'credentials not found in native keychain'; exit 1");
        var logins = logins("{\"auths\": {\"ghcr.io\": {\"auth\": \"ZmlsZQ==\"}}, \"credsStore\": \"all\"}");

        assertThat(found(logins, "ghcr.io")).contains("ZmlsZQ==");
        assertThat(found(logins, "quay.io")).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "exit 3, ended with status 3",
                "echo s3cret; exit 3, ended with status 3",
                "echo s3cret, gave no JSON",
                "echo {}, gave no login",
                "yes s3cret, cannot be run",
            })
    void aHelperThatFailsIsNamedAndNobodyIsLoggedIn(String lines, String why) throws IOException {
        helper("all", lines);

        assertThat(found(logins("{\"credsStore\": \"all\"}"), "ghcr.io")).isEmpty();

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("docker-credential-all", why, "ghcr.io")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"absent, is not on the PATH", "../all, is no name", "ALL, is no name"})
    void aHelperThatIsNotThereIsNamed(String name, String why) throws IOException {
        helper("all", "echo '" + ANSWER + "'");

        assertThat(found(logins("{\"credsStore\": \"%s\"}".formatted(name)), "ghcr.io"))
                .isEmpty();

        assertThat(warnings).singleElement().asString().contains("docker-credential-" + name, why);
    }

    @Test
    void aHelperThatIsSlowIsEnded() throws Exception {
        helper("slow", "echo $$ > \"$HERE/pid\"; exec sleep 600");

        var login = new CredentialProgram("slow", environment(), Duration.ofSeconds(2)).find("ghcr.io", warnings::add);

        assertThat(login).isEmpty();
        assertThat(warnings).singleElement().asString().contains("docker-credential-slow took longer than 2 s");
        var pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        var left = ProcessHandle.of(pid);
        if (left.isPresent()) {
            left.get().onExit().get();
        }
    }

    @Test
    void itsWholeTimeIsBounded() throws Exception {
        helper("slow", "sleep 0.7; echo '" + ANSWER + "'; exec >&-; exec sleep 0.7");

        var login = new CredentialProgram("slow", environment(), Duration.ofSeconds(1)).find("ghcr.io", warnings::add);

        assertThat(login).isEmpty();
        assertThat(warnings).singleElement().asString().contains("docker-credential-slow took longer than 1 s");
    }

    @Test
    void anIdentityBuysATokenAndIsInNoAddress() throws Exception {
        try (var registry = ScriptedServer.start()) {
            var forms = new CopyOnWriteArrayList<String>();
            registry.on("/v2/x/go/manifests/1", exchange -> {
                if ("Bearer bought".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    ScriptedServer.reply(exchange, 200, new byte[] {'{', '}'});
                    return;
                }
                exchange.getResponseHeaders()
                        .add(
                                "WWW-Authenticate",
                                "Bearer realm=\"http://%s/token\",service=\"tests\"".formatted(registry.host()));
                ScriptedServer.reply(exchange, 401, new byte[0]);
            });
            registry.on("/token", exchange -> {
                forms.add(exchange.getRequestMethod() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                ScriptedServer.reply(exchange, 200, "{\"access_token\": \"bought\"}".getBytes(StandardCharsets.UTF_8));
            });
            registry.on("/v2/x/go/manifests/2", exchange -> {
                exchange.getResponseHeaders()
                        .add("WWW-Authenticate", "Bearer realm=\"http://%s/elsewhere\"".formatted(registry.host()));
                ScriptedServer.reply(exchange, 401, new byte[0]);
            });
            registry.on("/elsewhere", ScriptedServer.redirect("/token"));
            var reader =
                    new OciRegistry(logins("{\"auths\": {\"%s\": {\"auth\": \"dTo=\", \"identitytoken\": \"i&d\"}}}"
                            .formatted(registry.host())));

            try (var body = reader.manifest(reference(registry, "1"), warnings::add)) {
                assertThat(body.readAllBytes()).isEqualTo(new byte[] {'{', '}'});
            }
            assertThat(forms)
                    .containsExactly("POST grant_type=refresh_token&client_id=taowa"
                            + "&scope=repository%3Ax%2Fgo%3Apull&service=tests&refresh_token=i%26d");
            assertThat(registry.requests)
                    .allSatisfy(request -> assertThat(request.query()).isEqualTo("null"));

            var stranger = new OciRegistry(
                    logins("{\"auths\": {\"%s\": {\"identitytoken\": \"i\"}}}".formatted(registry.host())));
            assertThatThrownBy(() -> stranger.manifest(reference(registry, "2"), warnings::add))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("status 307");
            assertThat(forms).hasSize(1);
        }
    }

    private static FeatureReference.Registry reference(ScriptedServer registry, String tag) {
        return new FeatureReference.Registry(registry.host(), "x/go", Optional.of(tag), Optional.empty());
    }
}
