package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a JSON file stand: at their name, or, in an array, where they begin.
 *
 * @param places by the path to the value (RFC 6901)
 */
public record JsonPlaces(Map<JsonPointer, Place> places) {

    /** A place in a text, counted from 1. */
    public record Place(int line, int column) {
        public static final Place START = new Place(1, 1);
    }

    public JsonPlaces {
        places = Map.copyOf(places);
    }

    /** Those of a text that {@link JsonText} could read; of one that it could not, those before the mistake. */
    public static JsonPlaces of(String text) {
        var places = new HashMap<JsonPointer, Place>();
        try (var parser = JsonText.parser(text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                var context = parser.getParsingContext();
                var inside = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
                var pointer = inside ? context.getParent().pathAsPointer() : context.pathAsPointer();
                var location = parser.currentTokenLocation();
                places.putIfAbsent(pointer, new Place(location.getLineNr(), location.getColumnNr()));
            }
        } catch (IOException e) {
            return new JsonPlaces(places);
        }
        return new JsonPlaces(places);
    }

    /** Tells the places of a file's values; the text is looked through when the first is asked for. */
    public static Locator locator(String file, String text) {
        var places = new AtomicReference<@Nullable JsonPlaces>();
        return at -> {
            var known = places.get();
            if (known == null) {
                known = of(text);
                places.set(known);
            }
            return Optional.of(new Locator.Spot(file, known.of(at)));
        };
    }

    /** The place of a value, else of the nearest one around it. */
    public Place of(JsonPointer pointer) {
        for (var at = pointer; at != null; at = at.head()) {
            var place = places.get(at);
            if (place != null) {
                return place;
            }
        }
        return Place.START;
    }
}
