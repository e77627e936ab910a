package dev.taowa.feature;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Ids of one word, as files from before Features were published have them, and what has become of them. */
final class LegacyIds {

    private static final String NEW_HOME = "ghcr.io/devcontainers/features/";
    private static final String VERSION = ":1";

    private static final Set<String> MOVED = Set.of(
            "aws-cli",
            "azure-cli",
            "desktop-lite",
            "docker-from-docker",
            "docker-in-docker",
            "dotnet",
            "git",
            "git-lfs",
            "github-cli",
            "java",
            "kubectl-helm-minikube",
            "node",
            "powershell",
            "python",
            "ruby",
            "rust",
            "sshd",
            "terraform");

    private static final Map<String, String> RENAMED = Map.of("golang", "go", "common", "common-utils");

    private record Option(String feature, String option) {}

    private static final Map<String, Option> MERGED = Map.of(
            "gradle", new Option("java", "installGradle"),
            "maven", new Option("java", "installMaven"),
            "jupyterlab", new Option("python", "installJupyterlab"));

    private LegacyIds() {}

    /** The reference that the word means now. */
    static Optional<String> find(String word) {
        var name = MOVED.contains(word) ? word : RENAMED.get(word);
        return Optional.ofNullable(name).map(LegacyIds::reference);
    }

    static String reference(String name) {
        return NEW_HOME + name + VERSION;
    }

    /** The requests with each Feature that is an option of another one by now put there. */
    static List<FeatureRequest> merge(List<FeatureRequest> requests, Consumer<String> warnings) {
        var kept = new ArrayList<>(requests);
        for (var request : requests) {
            var option = MERGED.get(request.id());
            if (option == null) {
                continue;
            }
            kept.remove(request);
            warnings.accept("the Feature \"%s\" is deprecated: write \"%s\": {\"%s\": true}"
                    .formatted(request.id(), reference(option.feature()), option.option()));
            add(kept, option);
        }
        return kept;
    }

    private static void add(List<FeatureRequest> requests, Option option) {
        for (var at = 0; at < requests.size(); at++) {
            var request = requests.get(at);
            if (names(request.id(), option.feature())) {
                var options = request.options() instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
                if (request.options().isTextual()) {
                    options.set("version", request.options());
                }
                requests.set(at, new FeatureRequest(request.id(), options.put(option.option(), true)));
                return;
            }
        }
        var options = JsonNodeFactory.instance.objectNode().put(option.option(), true);
        requests.add(new FeatureRequest(reference(option.feature()), options));
    }

    private static boolean names(String id, String feature) {
        return id.equals(feature) || id.equals(NEW_HOME + feature) || id.startsWith(NEW_HOME + feature + ":");
    }

    static String warning(String word, String reference) {
        return "the Feature \"%s\" is deprecated: write \"%s\""
                .formatted(DocumentProblems.printable(word), DocumentProblems.printable(reference));
    }
}
