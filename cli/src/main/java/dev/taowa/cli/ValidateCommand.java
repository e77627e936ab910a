package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.definition.Finding;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code taowa validate}. */
@Command(name = "validate", description = "Check a folder's definition, without starting anything.")
final class ValidateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--sarif", description = "Print the findings as SARIF, for systems that show them in a review.")
    private boolean sarif;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The file to check, by its path in the source; else the one that `up` would take.")
    private @Nullable String config;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "The source; the current folder if not given.")
    private String source = ".";

    ValidateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var folder = folder();
        var choice = new DefinitionChoice(Optional.ofNullable(config), Optional.empty(), Map.of(), false);
        var checkout = new Checkout(new Source.Folder(folder), folder, "");
        var findings = DefinitionReader.review(checkout, choice, context.environment());
        if (sarif) {
            context.print(Sarif.of(findings));
        } else if (json.asked()) {
            context.print(new Json(findings.stream().map(ValidateCommand::json).toList()));
        } else {
            context.print(lines(findings));
        }
        var wrong = findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        return wrong ? ProblemCode.DEFINITION_INVALID.fault().exitStatus() : 0;
    }

    private Path folder() {
        return SourceArgument.parse(source, context.folder())
                .folder()
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.BAD_ARGUMENT,
                        "only a folder can be checked, not an address",
                        "clone the repository, and give its folder")));
    }

    private static List<String> lines(List<Finding> findings) {
        var lines = new ArrayList<String>();
        for (var finding : findings) {
            lines.add("%s:%d:%d: %s: %s"
                    .formatted(
                            finding.file(),
                            finding.place().line(),
                            finding.place().column(),
                            word(finding),
                            finding.text()));
        }
        var errors = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .count();
        lines.add(count(errors, "error") + ", " + count(findings.size() - errors, "warning"));
        return lines;
    }

    private static String count(long number, String what) {
        return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }

    private static Map<String, @Nullable Object> json(Finding finding) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("severity", word(finding));
        fields.put("rule", finding.rule().word());
        fields.put("file", finding.file());
        fields.put("line", finding.place().line());
        fields.put("column", finding.place().column());
        fields.put("text", finding.text());
        return fields;
    }

    private static String word(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }
}
