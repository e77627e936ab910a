package dev.taowa.cli;

import dev.taowa.cli.json.Json;
import dev.taowa.definition.Finding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings in the format of static analysis results (SARIF 2.1.0, OASIS). */
final class Sarif {

    private Sarif() {}

    static Json of(List<Finding> findings) {
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "taowa");
        driver.put(
                "rules", Arrays.stream(Finding.Rule.values()).map(Sarif::rule).toList());
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", findings.stream().map(Sarif::result).toList());
        var log = new LinkedHashMap<String, Object>();
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return new Json(log);
    }

    private static Map<String, Object> rule(Finding.Rule rule) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", rule.word());
        fields.put("shortDescription", Map.of("text", rule.description()));
        return fields;
    }

    private static Map<String, Object> result(Finding finding) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("ruleId", finding.rule().word());
        fields.put("level", finding.severity().name().toLowerCase(Locale.ROOT));
        fields.put("message", Map.of("text", finding.text()));
        fields.put("locations", List.of(Map.of("physicalLocation", location(finding))));
        return fields;
    }

    private static Map<String, Object> location(Finding finding) {
        var region = new LinkedHashMap<String, Object>();
        region.put("startLine", finding.place().line());
        region.put("startColumn", finding.place().column());
        var fields = new LinkedHashMap<String, Object>();
        fields.put("artifactLocation", Map.of("uri", uri(finding.file())));
        fields.put("region", region);
        return fields;
    }

    /** A relative path with what an address may not hold written as such (RFC 3986). */
    private static String uri(String path) {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
