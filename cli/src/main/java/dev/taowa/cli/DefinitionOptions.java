package dev.taowa.cli;

import dev.taowa.definition.DefinitionChoice;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up} that choose a definition. */
final class DefinitionOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The devcontainer.json to take, by its path in the source.")
    private @Nullable String config;

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            description = "Take a template instead: a word of `taowa templates`, or a folder such as ./my-template.")
    private @Nullable String template;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A choice in the template; repeat it for more.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--frozen-lockfile", description = "Fail unless devcontainer-lock.json holds every Feature.")
    private boolean frozenLockfile;

    /** @param from the folder that a template's relative path starts from */
    DefinitionChoice choice(Path from) {
        if (template == null && !parameters.isEmpty()) {
            throw wrong("--param without --template chooses nothing");
        }
        if (template != null && config != null) {
            throw wrong("--template and --config exclude each other");
        }
        return new DefinitionChoice(
                Optional.ofNullable(config),
                Optional.ofNullable(template).map(text -> absolute(text, from)),
                parameters,
                frozenLockfile);
    }

    /** The server does not know where the person is. */
    private static String absolute(String template, Path from) {
        var isPath = template.startsWith(".") || template.startsWith("/");
        return isPath && Files.isDirectory(from.resolve(template))
                ? from.resolve(template).normalize().toString()
                : template;
    }

    private static ProblemException wrong(String what) {
        return new ProblemException(
                new Problem(ProblemCode.BAD_ARGUMENT, what, "leave one out; `taowa up --help` tells what each is"));
    }
}
