package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.doctor.Finding;
import dev.taowa.cli.doctor.ServerLook;
import dev.taowa.cli.doctor.SetUp;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.terminal.Table;
import dev.taowa.host.Capability.Verdict;
import dev.taowa.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code taowa doctor}. */
@Command(name = "doctor", description = "Check the set-up and say what to do about what is wrong.")
final class DoctorCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--fix", description = "Do what can be done by itself, missing system packages included.")
    private boolean fix;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<>(new SetUp(context.environment(), context.state()).findings(fix));
        findings.addAll(ServerLook.findings(context.api()));
        if (json.asked()) {
            context.print(new Json(findings.stream().map(DoctorCommand::json).toList()));
        } else {
            context.print(lines(findings));
        }
        var sick = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.UNFIT);
        return sick ? ProblemCode.HOST_UNFIT.fault().exitStatus() : 0;
    }

    private static List<String> lines(List<Finding> findings) {
        var table = new Table("CHECK", "FOUND", "VERDICT");
        findings.forEach(finding -> table.row(finding.check(), finding.found(), word(finding)));
        var lines = new ArrayList<>(table.lines());
        findings.stream()
                .filter(finding -> !finding.fix().isEmpty())
                .forEach(finding -> lines.add("fix: %s: %s".formatted(finding.check(), finding.fix())));
        return lines;
    }

    private static Map<String, String> json(Finding finding) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("check", finding.check());
        fields.put("found", finding.found());
        fields.put("verdict", word(finding));
        fields.put("fix", finding.fix());
        return fields;
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }
}
