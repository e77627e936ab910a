package dev.taowa.cli;

import dev.taowa.definition.DefinitionChoice;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.template.TemplateParameters;
import dev.taowa.template.TemplateSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            description = "Take a template instead: a folder such as ./mine, a word of `taowa templates`, a Git URL"
                    + " (#FOLDER behind it), or HOST/PATH of a registry.")
    private @Nullable String template;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A choice in the template; repeat it for more.")
    private List<String> parameters = new ArrayList<>();

    @Option(names = "--frozen-lockfile", description = "Fail unless devcontainer-lock.json holds every Feature.")
    private boolean frozenLockfile;

    /** @param from the folder that a template's relative path starts from */
    DefinitionChoice choice(Path from) {
        if (template == null && !parameters.isEmpty()) {
            throw wrong("--param without --template chooses nothing", "add --template, or leave --param out");
        }
        if (template != null && config != null) {
            throw wrong("--template and --config exclude each other", "leave one of them out");
        }
        return new DefinitionChoice(
                Optional.ofNullable(config),
                Optional.ofNullable(template).map(text -> absolute(text, from)),
                TemplateParameters.named(parameters),
                frozenLockfile);
    }

    /** The server does not know where the person is. */
    private static String absolute(String template, Path from) {
        return switch (TemplateSource.parse(template, from)) {
            case TemplateSource.Folder(var path) -> path.toString();
            case TemplateSource.BuiltIn _, TemplateSource.Remote _ -> template;
        };
    }

    private static ProblemException wrong(String what, String fix) {
        return new ProblemException(new Problem(ProblemCode.BAD_ARGUMENT, what, fix));
    }
}
