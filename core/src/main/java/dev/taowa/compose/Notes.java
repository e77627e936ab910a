package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.Substitution;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to say of the files of a project; for one thread. */
final class Notes {

    private final Map<String, Property.Reading> files = new LinkedHashMap<>();

    /** The whole file; its notes are kept here. */
    Property root(String file, JsonNode tree) {
        return Property.root(tree, files.computeIfAbsent(file, _ -> new Property.Reading(Substitution.NONE)));
    }

    /** Ends the reading when there is a mistake, telling all of them. */
    void check() {
        var mistakes = new LinkedHashMap<String, List<String>>();
        files.forEach((file, reading) -> {
            var texts = reading.mistakes().stream().map(Remark::text).distinct().toList();
            if (!texts.isEmpty()) {
                mistakes.put(file, texts);
            }
        });
        if (!mistakes.isEmpty()) {
            throw new ProblemException(DocumentProblems.invalid(mistakes));
        }
    }

    List<String> warnings() {
        var all = new ArrayList<String>();
        files.forEach((file, reading) -> reading.warnings()
                .forEach(warning -> all.add(DocumentProblems.printable(file) + ": " + warning.text())));
        return all.stream().distinct().toList();
    }
}
