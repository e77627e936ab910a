package dev.taowa.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import dev.taowa.host.SearchPath;
import dev.taowa.outer.OuterCluster;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** kubectl on one context, run as the person. What it prints may hold their credentials, and is never told. */
final class Kubectl {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 1 << 20;
    private static final int TOLD = 500;

    private final Map<String, String> environment;
    private final OuterCluster cluster;

    Kubectl(Map<String, String> environment, OuterCluster cluster) {
        this.environment = environment;
        this.cluster = cluster;
    }

    /** What it prints on stdout, as JSON. */
    JsonNode json(String input, String... arguments) {
        var text = run(input, arguments);
        try {
            return JsonText.parse("answer of kubectl", text);
        } catch (ProblemException e) {
            throw refused("gave no JSON");
        }
    }

    /** Runs it to its end, {@code input} on its stdin; CLUSTER_REFUSED with its last words when it fails. */
    String run(String input, String... arguments) {
        var process = start(arguments);
        try {
            return exchange(process, input);
        } catch (TimeoutException e) {
            throw refused("was not heard of for %d s".formatted(PATIENCE.toSeconds()));
        } catch (ExecutionException e) {
            throw refused("said more than it may");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    new Problem(ProblemCode.CANCELLED, "kubectl was ended with the operation", "run it again"));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(String... arguments) {
        var program =
                SearchPath.find("kubectl", environment).orElseThrow(() -> absent("there is no kubectl on the PATH"));
        var argv = new ArrayList<>(List.of(program.toString(), "--context=" + cluster.context()));
        argv.add("--request-timeout=20s");
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv);
        builder.environment().clear();
        builder.environment().putAll(environment);
        cluster.kubeconfig().ifPresent(files -> builder.environment().put("KUBECONFIG", files));
        try {
            return builder.start();
        } catch (IOException e) {
            throw absent(program + " cannot be run");
        }
    }

    private ProblemException absent(String why) {
        return new ProblemException(new Problem(
                ProblemCode.CLUSTER_REFUSED,
                "the cluster of the context \"%s\" cannot be asked: %s".formatted(cluster.context(), why),
                "install kubectl on this machine, and see that `kubectl --context '%s' get pods` works"
                        .formatted(cluster.context())));
    }

    private String exchange(Process process, String input)
            throws TimeoutException, ExecutionException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var told = reading(process.getInputStream());
        var complaint = reading(process.getErrorStream());
        Thread.ofVirtual().name("kubectl-input").start(() -> write(process, input));
        var text = told.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException();
        }
        if (process.exitValue() != 0) {
            var words =
                    complaint.get(end - System.nanoTime(), TimeUnit.NANOSECONDS).strip();
            throw refused("refused: " + words.substring(Math.max(0, words.length() - TOLD)));
        }
        return text;
    }

    private static void write(Process process, String input) {
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // Its exit status says why.
        }
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.ofVirtual().name("kubectl-output").start(() -> {
            try (stream) {
                var bytes = stream.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new IOException("more than it may say");
                }
                text.complete(new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    private ProblemException refused(String why) {
        return KubectlClusters.refused(
                cluster, why, "see that `kubectl --context '%s' get pods` works".formatted(cluster.context()));
    }
}
