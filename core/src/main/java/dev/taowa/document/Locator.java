package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/** Tells where the values of a document were written. */
@FunctionalInterface
public interface Locator {

    /** A place in a file. */
    record Spot(String file, JsonPlaces.Place place) {}

    /** Knows nothing. */
    Locator NONE = _ -> Optional.empty();

    /** The spot of this very value: of its name, or, in a list, of where it begins. */
    Optional<Spot> find(JsonPointer at);

    /** The spot of the value, else of the nearest one around it. */
    default Optional<Spot> nearest(JsonPointer at) {
        for (var each = at; each != null; each = each.head()) {
            var found = find(each);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
