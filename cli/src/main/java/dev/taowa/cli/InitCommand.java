package dev.taowa.cli;

import dev.taowa.api.TemplateRequest;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.json.Requests;
import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.detection.Detection;
import dev.taowa.detection.Proposal;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.template.NewFiles;
import dev.taowa.template.Template;
import dev.taowa.template.TemplateFile;
import dev.taowa.template.TemplateParameters;
import dev.taowa.template.TemplateSource;
import dev.taowa.template.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code taowa init [FOLDER]}. */
@Command(name = "init", description = "Write the files of a template into a folder; overwrites nothing.")
final class InitCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where to write; the current folder if not given. With --template it is made if need be.")
    private String folder = ".";

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            description = "A word of `taowa templates`, a folder (./mine), a Git URL (#FOLDER behind it), or"
                    + " HOST/PATH of a registry. Else the one that fits what is in FOLDER.")
    private @Nullable String template;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A choice in the template; repeat it for more.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Write what a .ide.yaml means as a devcontainer.json; its path in FOLDER.")
    private @Nullable String from;

    InitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (from != null) {
            translate(from);
            return;
        }
        var target = target();
        var proposal = proposal(target);
        var chosen = template == null ? Templates.builtIn(proposal.templateId()) : given(template);
        var description = chosen.description();
        var wanted = new LinkedHashMap<>(proposal.parameters());
        wanted.putAll(TemplateParameters.named(parameters));
        var values = TemplateParameters.of(description, wanted);
        var files = isBare(target) ? chosen.apply(values) : chosen.applyEnvironment(values);
        if (!json.asked()) {
            tell(chosen, proposal);
        }
        NewFiles.write(target, files);
        if (json.asked()) {
            context.print(json(chosen, values, proposal, files));
            return;
        }
        files.forEach(file -> context.out().println(target.resolve(file.path())));
        context.out().flush();
        context.say("next: taowa up" + (folder.equals(".") ? "" : " " + TextWidth.printable(folder)));
    }

    private void translate(String file) {
        if (template != null || !parameters.isEmpty()) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT,
                    "--from goes without --template and --param",
                    "leave them out, or leave --from out"));
        }
        var target = target();
        var files = Translations.files(target, file);
        NewFiles.write(target, files);
        if (json.asked()) {
            context.print(new Json(
                    Map.of("files", files.stream().map(TemplateFile::path).toList())));
            return;
        }
        files.forEach(written -> context.out().println(target.resolve(written.path())));
        context.out().flush();
        context.say("next: taowa up" + (folder.equals(".") ? "" : " " + TextWidth.printable(folder)));
    }

    /** Without a template, what is in the folder decides: so it must be there. */
    private Path target() {
        if (template == null) {
            return SourceArgument.parse(folder, context.folder())
                    .folder()
                    .orElseThrow(() -> notFolder("a URL is no folder that files could be written into"));
        }
        try {
            var path = context.folder().resolve(folder).normalize();
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw notFolder("it is a file");
            }
            return path;
        } catch (InvalidPathException e) {
            throw notFolder("no folder can have that name");
        }
    }

    private ProblemException notFolder(String why) {
        return new ProblemException(new Problem(
                ProblemCode.SOURCE_NOT_FOUND,
                "\"%s\" cannot be filled: %s".formatted(TextWidth.printable(folder), why),
                "give a folder of this machine"));
    }

    private Proposal proposal(Path target) {
        return template == null
                ? Detection.of(new SourceTree(target), Path.of(""))
                : new Proposal(template, Map.of(), List.of());
    }

    private Template given(String text) {
        return switch (TemplateSource.parse(text, context.folder())) {
            case TemplateSource.Local local -> Templates.get(local);
            case TemplateSource.Remote remote -> fetched(text, remote);
        };
    }

    private Template fetched(String text, TemplateSource.Remote remote) {
        var request = new TemplateRequest(text, ClientEnvironment.of(remote, context.environment()));
        var view = context.api().post("templates", Requests.template(request));
        view.list("warnings")
                .forEach(warning -> context.say("warning: " + TextWidth.printable(String.valueOf(warning.value()))));
        var files = view.list("files").stream()
                .map(file ->
                        new TemplateFile(file.text("path"), Base64.getDecoder().decode(file.text("content"))))
                .toList();
        return Templates.of(remote.identity(), files);
    }

    /** A folder without anything of its own gets the hello world too. */
    private static boolean isBare(Path target) {
        if (!Files.isDirectory(target)) {
            return true;
        }
        try (var entries = Files.list(target)) {
            return entries.allMatch(entry -> String.valueOf(entry.getFileName()).startsWith("."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Template chosen, Proposal proposal) {
        var description = chosen.description();
        if (template != null) {
            return;
        }
        context.say("template %s (%s), because:".formatted(description.id(), description.name()));
        proposal.reasons().forEach(reason -> context.say("  " + reason));
    }

    private static Json json(Template chosen, TemplateParameters values, Proposal proposal, List<TemplateFile> files) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("template", chosen.description().id());
        fields.put("parameters", new LinkedHashMap<>(values.values()));
        fields.put("reasons", proposal.reasons());
        fields.put("files", files.stream().map(TemplateFile::path).toList());
        return new Json(fields);
    }
}
