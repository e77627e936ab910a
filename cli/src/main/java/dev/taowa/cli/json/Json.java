package dev.taowa.cli.json;

import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value, read by name. What is absent reads as null, an empty text, 0 or an empty list, so that a newer server's
 * documents and an older one's both print.
 *
 * <p>A number stays as it was written until it is asked for: BigDecimal, which other parsers load for their constants,
 * takes tens of milliseconds to initialise on JDK 25.
 *
 * @param value a Map, List, String, Number, Boolean or null
 */
public record Json(@Nullable Object value) {

    public static Json parse(String text) throws IOException {
        try (var reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            var read = new Json(read(reader));
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("more than one JSON document");
            }
            return read;
        }
    }

    public boolean present() {
        return value != null;
    }

    public Json at(String name) {
        return new Json(value instanceof Map<?, ?> fields ? fields.get(name) : null);
    }

    public String text(String name) {
        return find(name).orElse("");
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(at(name).value).map(Object::toString);
    }

    public long number(String name) {
        return at(name).value instanceof Number number ? number.longValue() : 0;
    }

    public List<Json> list(String name) {
        return at(name).elements();
    }

    public List<Json> elements() {
        if (!(value instanceof List<?> values)) {
            return List.of();
        }
        var elements = new ArrayList<Json>(values.size());
        for (var element : values) {
            elements.add(new Json(element));
        }
        return elements;
    }

    /** One line. */
    @Override
    public String toString() {
        return JsonText.compact(value);
    }

    /** Indented, for people. */
    public String pretty() {
        return JsonText.pretty(value);
    }

    private static @Nullable Object read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> fields(reader);
            case BEGIN_ARRAY -> values(reader);
            case STRING -> reader.nextString();
            case NUMBER -> ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader);
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> {
                reader.nextNull();
                yield null;
            }
            case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT -> throw new IOException("no JSON document");
        };
    }

    private static Map<String, @Nullable Object> fields(JsonReader reader) throws IOException {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        reader.beginObject();
        while (reader.hasNext()) {
            fields.put(reader.nextName(), read(reader));
        }
        reader.endObject();
        return fields;
    }

    private static List<@Nullable Object> values(JsonReader reader) throws IOException {
        var values = new ArrayList<@Nullable Object>();
        reader.beginArray();
        while (reader.hasNext()) {
            values.add(read(reader));
        }
        reader.endArray();
        return values;
    }
}
