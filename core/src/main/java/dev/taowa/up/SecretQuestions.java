package dev.taowa.up;

import dev.taowa.api.UpRequest;
import dev.taowa.definition.Definition;
import dev.taowa.definition.WantedSecret;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Step;
import dev.taowa.workspace.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps the secrets that come with a request, and asks for those that a definition names and nobody gave. */
final class SecretQuestions {

    private final Secrets secrets;

    SecretQuestions(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * What the workspace's sessions get; those missing are named in a warning.
     *
     * @throws ProblemException SECRETS_WANTED, after an event for each, when the client can ask the person for them
     */
    KeptSecrets settle(Wish wish, Definition definition, UpRequest request, Step step) {
        var wanted = definition.secrets();
        if (wanted.isEmpty()) {
            return KeptSecrets.NONE;
        }
        var names = wanted.stream().map(WantedSecret::name).toList();
        var before = secrets.find(wish.id());
        var after = before.with(asked(names, request.secrets().values()));
        if (!after.equals(before)) {
            secrets.save(wish.id(), after);
        }
        var missing = wanted.stream()
                .filter(each ->
                        after.values().getOrDefault(each.name(), Secret.of("")).isEmpty())
                .toList();
        if (request.secrets().asks()) {
            ask(
                    missing.stream()
                            .filter(each ->
                                    request.recreate() || !after.values().containsKey(each.name()))
                            .toList(),
                    step);
        }
        if (!missing.isEmpty()) {
            step.warn(
                    ("the workspace does without secrets that its definition asks for: %s; set variables of these names"
                                    + " and run `taowa up` in its folder, or run `taowa up --recreate` on a terminal to be asked")
                            .formatted(names(missing)));
        }
        return after.only(names);
    }

    private static Map<String, Secret> asked(List<String> names, Map<String, Secret> given) {
        var some = new HashMap<>(given);
        some.keySet().retainAll(names);
        return some;
    }

    private static void ask(List<WantedSecret> missing, Step step) {
        if (missing.isEmpty()) {
            return;
        }
        missing.forEach(each -> step.progress()
                .report(new Event.SecretWanted(each.name(), each.description(), each.documentationUrl())));
        throw new ProblemException(new Problem(
                ProblemCode.SECRETS_WANTED,
                "the definition asks for secrets: " + names(missing),
                "run `taowa up` again on a terminal and answer, or set variables of these names"));
    }

    private static String names(List<WantedSecret> secrets) {
        return secrets.stream().map(WantedSecret::name).collect(Collectors.joining(", "));
    }
}
