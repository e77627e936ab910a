package dev.taowa.cli;

import dev.taowa.cli.json.Json;
import dev.taowa.definition.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings in the format of static analysis results (SARIF 2.1.0, OASIS). */
final class Sarif {

    private Sarif() {}

    static Json of(List<Finding> findings) {
        var driver = Map.of(
                "name",
                "taowa",
                "rules",
                Arrays.stream(Finding.Rule.values()).map(Sarif::rule).toList());
        var run = Map.of(
                "tool",
                Map.of("driver", driver),
                "results",
                findings.stream().map(Sarif::result).toList());
        return new Json(Map.of("version", "2.1.0", "runs", List.of(run)));
    }

    private static Map<String, Object> rule(Finding.Rule rule) {
        return Map.of("id", rule.word(), "shortDescription", Map.of("text", rule.description()));
    }

    private static Map<String, Object> result(Finding finding) {
        var region = Map.of(
                "startLine",
                finding.place().line(),
                "startColumn",
                finding.place().column());
        var location = Map.of("artifactLocation", Map.of("uri", finding.file()), "region", region);
        return Map.of(
                "ruleId",
                finding.rule().word(),
                "level",
                finding.severity().name().toLowerCase(Locale.ROOT),
                "message",
                Map.of("text", finding.text()),
                "locations",
                List.of(Map.of("physicalLocation", location)));
    }
}
