package dev.taowa.cli.json;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, iterables, texts, numbers, booleans and null as JSON; anything else as its text. */
final class JsonText {

    private JsonText() {}

    static String compact(@Nullable Object value) {
        return written(value, FormattingStyle.COMPACT);
    }

    static String pretty(@Nullable Object value) {
        return written(value, FormattingStyle.PRETTY);
    }

    private static String written(@Nullable Object value, FormattingStyle style) {
        var text = new StringWriter();
        try (var writer = new JsonWriter(text)) {
            writer.setFormattingStyle(style);
            write(writer, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonWriter writer, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> writer.nullValue();
            case Json json -> write(writer, json.value());
            case Map<?, ?> fields -> writeFields(writer, fields);
            case Iterable<?> values -> writeValues(writer, values);
            case Boolean flag -> writer.value(flag.booleanValue());
            case Number number -> writer.value(number);
            default -> writer.value(value.toString());
        }
    }

    private static void writeFields(JsonWriter writer, Map<?, ?> fields) throws IOException {
        writer.beginObject();
        for (var field : fields.entrySet()) {
            writer.name(String.valueOf(field.getKey()));
            write(writer, field.getValue());
        }
        writer.endObject();
    }

    private static void writeValues(JsonWriter writer, Iterable<?> values) throws IOException {
        writer.beginArray();
        for (var value : values) {
            write(writer, value);
        }
        writer.endArray();
    }
}
