package dev.taowa.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonText;
import dev.taowa.host.SearchPath;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A program {@code docker-credential-NAME} that keeps a person's logins, such as their desktop's keyring: run as the
 * person, told the registry on its standard input, and asked for JSON (docker-credential-helpers, "Protocol").
 *
 * @param environment of the person; the program is looked for on its PATH
 * @param patience for the whole run
 */
record CredentialProgram(String name, Map<String, String> environment, Duration patience) {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final int MOST_BYTES = 1 << 16;

    /** The name of the user by which a helper says that the secret is an identity token. */
    private static final String TOKEN_USER = "<token>";

    /** What every helper says of a registry that it does not know. */
    private static final String UNKNOWN = "credentials not found";

    /** The login for the server; absent when the helper has none, and, with a warning, when it cannot say. */
    Optional<Login> find(String server, Consumer<String> warnings) {
        if (!NAME.matcher(name).matches()) {
            return unfit(server, "is no name of a program", warnings);
        }
        var program = SearchPath.find(shown(), environment);
        if (program.isEmpty()) {
            return unfit(server, "is not on the PATH", warnings);
        }
        try {
            var answer = ask(program.get(), server);
            if (answer.status() != 0) {
                return answer.text().contains(UNKNOWN)
                        ? Optional.empty()
                        : unfit(server, "ended with status %d".formatted(answer.status()), warnings);
            }
            var json = JsonText.parse("answer of " + shown(), answer.text());
            return login(json).or(() -> unfit(server, "gave no login", warnings));
        } catch (TimeoutException e) {
            return unfit(server, "took longer than %d s".formatted(patience.toSeconds()), warnings);
        } catch (IOException e) {
            return unfit(server, "cannot be run", warnings);
        } catch (ProblemException e) {
            // Its words are not told: they hold the login.
            return unfit(server, "gave no JSON", warnings);
        } catch (InterruptedException e) {
            throw RegistryProblems.cancelled(e);
        }
    }

    private String shown() {
        return "docker-credential-" + DocumentProblems.printable(name);
    }

    private Optional<Login> unfit(String server, String why, Consumer<String> warnings) {
        warnings.accept("the credential helper %s %s: %s is asked without a login"
                .formatted(shown(), why, DocumentProblems.printable(server)));
        return Optional.empty();
    }

    private record Answer(int status, String text) {}

    private Answer ask(Path program, String server) throws IOException, TimeoutException, InterruptedException {
        var builder = new ProcessBuilder(program.toString(), "get").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        var end = System.nanoTime() + patience.toNanos();
        try {
            var text = new CompletableFuture<String>();
            Thread.ofVirtual().name("credential-helper").start(() -> exchange(process, server, text));
            var told = text.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Answer(process.exitValue(), told);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void exchange(Process process, String server, CompletableFuture<String> text) {
        try (var in = process.getInputStream()) {
            try (var out = process.getOutputStream()) {
                out.write(server.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // What it answers counts, whether it listened or not.
            }
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("more than it may say");
            }
            text.complete(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            text.completeExceptionally(e);
        }
    }

    private static Optional<Login> login(JsonNode answer) {
        var user = answer.path("Username").asText();
        var secret = answer.path("Secret").asText();
        if (user.isBlank() || secret.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(TOKEN_USER) ? new Login.Identity(Secret.of(secret)) : Login.Password.of(user, secret));
    }
}
