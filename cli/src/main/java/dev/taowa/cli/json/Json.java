package dev.taowa.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
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
 * @param value a Map, List, String, Long, BigDecimal, Boolean or null
 */
public record Json(@Nullable Object value) {

    private static final JsonFactory FACTORY = new JsonFactory();

    public static Json parse(String text) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            var read = new Json(read(parser));
            if (parser.nextToken() != null) {
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
        return JsonWriter.compact(value);
    }

    /** Indented, for people. */
    public String pretty() {
        return JsonWriter.pretty(value);
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> values(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new IOException("no JSON document");
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new BigDecimal(parser.getBigIntegerValue())
                : (Object) parser.getLongValue();
    }

    private static Map<String, @Nullable Object> fields(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            fields.put(name, read(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> values(JsonParser parser) throws IOException {
        var values = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser));
        }
        return values;
    }
}
