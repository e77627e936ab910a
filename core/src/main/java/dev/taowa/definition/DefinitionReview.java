package dev.taowa.definition;

import com.fasterxml.jackson.core.JsonPointer;
import dev.taowa.document.JsonPlaces;
import dev.taowa.document.Locator;
import dev.taowa.document.Remark;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Tells everything that one definition's file is found to have, each at its place. */
final class DefinitionReview {

    private static final Pattern PLACE =
            Pattern.compile("(.*?), line ([0-9]{1,9}), column ([0-9]{1,9}): (.*)", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile(".*(?:@sha256:[0-9a-f]+|:[^/:]+)");

    private final String file;
    private final JsonPlaces places;

    DefinitionReview(Path file, String text) {
        this.file = file.toString();
        this.places = JsonPlaces.of(text);
    }

    /** What reading it notes, in the order of the file. */
    List<Finding> findings(Supplier<DefinitionReader.Examined> reader) {
        DefinitionReader.Examined examined;
        try {
            examined = reader.get();
        } catch (ProblemException e) {
            return List.of(malformed(e.problem()));
        }
        var findings = new ArrayList<Finding>();
        examined.reading()
                .mistakes()
                .forEach(remark -> findings.add(of(Finding.Severity.ERROR, Finding.Rule.INVALID, remark)));
        examined.reading()
                .warnings()
                .forEach(remark -> findings.add(of(Finding.Severity.WARNING, Finding.Rule.NO_EFFECT, remark)));
        for (var request : examined.definition().features().features()) {
            if (isUnpinned(request.id())) {
                var at = JsonPointer.empty().appendProperty("features").appendProperty(request.id());
                var text = "\"features.%s\" names no version: write %s:1 or the version that you mean"
                        .formatted(request.id(), request.id());
                findings.add(of(Finding.Severity.WARNING, Finding.Rule.UNPINNED_FEATURE, new Remark(at, text)));
            }
        }
        findings.sort(Comparator.comparing(Finding::file)
                .thenComparingInt(finding -> finding.place().line())
                .thenComparingInt(finding -> finding.place().column()));
        return findings.stream().distinct().toList();
    }

    /** A Feature of a registry, without tag or digest. */
    private static boolean isUnpinned(String id) {
        return id.contains("/")
                && !id.startsWith(".")
                && !id.contains("://")
                && !OwnFeature.isOurs(id)
                && !VERSION.matcher(id).matches();
    }

    private Finding of(Finding.Severity severity, Finding.Rule rule, Remark remark) {
        var spot = remark.spot().orElseGet(() -> new Locator.Spot(file, places.of(remark.at())));
        return new Finding(severity, rule, spot.file(), spot.place(), remark.text());
    }

    private Finding malformed(Problem problem) {
        var matcher = PLACE.matcher(problem.what());
        if (!matcher.matches()) {
            return new Finding(
                    Finding.Severity.ERROR, Finding.Rule.MALFORMED, file, JsonPlaces.Place.START, problem.what());
        }
        var place = new JsonPlaces.Place(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
        return new Finding(Finding.Severity.ERROR, Finding.Rule.MALFORMED, matcher.group(1), place, matcher.group(4));
    }
}
