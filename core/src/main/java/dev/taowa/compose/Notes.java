package dev.taowa.compose;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonPlaces;
import dev.taowa.document.Locator;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.Substitution;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What there is to say of the files of a project; for one thread. */
final class Notes {

    private final Map<String, Property.Reading> readings = new LinkedHashMap<>();
    private final Map<String, List<Locator>> files = new LinkedHashMap<>();

    /** Nothing noted yet of the same files. */
    Notes again() {
        var notes = new Notes();
        notes.files.putAll(files);
        return notes;
    }

    /** What is said of the file's values gets their places from now on. */
    void locate(String file, Locator document) {
        files.computeIfAbsent(file, _ -> new ArrayList<>()).addFirst(document);
    }

    /** The whole file, or the model that several come to; its notes are kept here. */
    Property root(String file, JsonNode tree) {
        return Property.root(
                tree,
                readings.computeIfAbsent(file, _ -> new Property.Reading(Substitution.NONE, at -> find(file, at))));
    }

    /** As {@link #root}, of a file whose values have no places that are known here. */
    Property plain(String file, JsonNode tree) {
        return Property.root(tree, readings.computeIfAbsent(file, _ -> new Property.Reading(Substitution.NONE)));
    }

    /** In the file itself; what it includes or extends stands elsewhere, and what came last counts. */
    private Optional<Locator.Spot> find(String file, JsonPointer at) {
        for (var each : files.getOrDefault(file, List.of())) {
            var found = each.find(at);
            if (found.isPresent()) {
                return found;
            }
        }
        var found = Optional.<Locator.Spot>empty();
        for (var documents : files.values()) {
            for (var each : documents.reversed()) {
                var later = each.find(at);
                found = later.isPresent() ? later : found;
            }
        }
        return found;
    }

    /** Ends the reading when there is a mistake, telling all of them. */
    void check() {
        var mistakes = mistakes();
        if (!mistakes.isEmpty()) {
            throw new ProblemException(DocumentProblems.invalid("", mistakes));
        }
    }

    /** All mistakes, each with its file. */
    List<Remark> mistakes() {
        return told(Property.Reading::mistakes);
    }

    List<Remark> warnings() {
        return told(Property.Reading::warnings);
    }

    private List<Remark> told(Function<Property.Reading, List<Remark>> kind) {
        var all = new ArrayList<Remark>();
        readings.forEach((file, reading) -> kind.apply(reading).forEach(each -> all.add(placed(file, each))));
        return all.stream().distinct().toList();
    }

    /** One whose place is not known is at the beginning of its file. */
    private static Remark placed(String file, Remark remark) {
        return remark.spot().isPresent()
                ? remark
                : new Remark(remark.at(), remark.text(), Optional.of(new Locator.Spot(file, JsonPlaces.Place.START)));
    }
}
