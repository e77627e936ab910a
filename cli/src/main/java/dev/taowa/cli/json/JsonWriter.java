package dev.taowa.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, iterables, texts, numbers, booleans and null as JSON; anything else as its text. */
final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    static String compact(@Nullable Object value) {
        return written(value, false);
    }

    static String pretty(@Nullable Object value) {
        return written(value, true);
    }

    private static String written(@Nullable Object value, boolean indented) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            if (indented) {
                var printer = new DefaultPrettyPrinter();
                printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
                printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
                generator.setPrettyPrinter(printer);
            }
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Json json -> write(generator, json.value());
            case Map<?, ?> fields -> writeFields(generator, fields);
            case Iterable<?> values -> writeValues(generator, values);
            case Boolean flag -> generator.writeBoolean(flag);
            case BigDecimal number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Number number -> generator.writeNumber(number.longValue());
            default -> generator.writeString(value.toString());
        }
    }

    private static void writeFields(JsonGenerator generator, Map<?, ?> fields) throws IOException {
        generator.writeStartObject();
        for (var field : fields.entrySet()) {
            generator.writeFieldName(String.valueOf(field.getKey()));
            write(generator, field.getValue());
        }
        generator.writeEndObject();
    }

    private static void writeValues(JsonGenerator generator, Iterable<?> values) throws IOException {
        generator.writeStartArray();
        for (var value : values) {
            write(generator, value);
        }
        generator.writeEndArray();
    }
}
