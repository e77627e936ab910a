package dev.taowa.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A small source and what is to be made of it.
 *
 * @param reason what one of the reasons must say
 */
record SampleTree(
        String title, String template, Map<String, String> parameters, String reason, Map<String, String> files) {

    /** @param parameter such as {@code version=21}; empty for none */
    static SampleTree of(String title, String template, String parameter, String reason) {
        var equals = parameter.indexOf('=');
        var parameters = equals < 0
                ? Map.<String, String>of()
                : Map.of(parameter.substring(0, equals), parameter.substring(equals + 1));
        return new SampleTree(title, template, parameters, reason, Map.of());
    }

    SampleTree with(String file) {
        return with(file, "");
    }

    SampleTree with(String file, String content) {
        var more = new LinkedHashMap<>(files);
        more.put(file, content);
        return new SampleTree(title, template, parameters, reason, more);
    }

    void write(Path folder) {
        try {
            for (var file : files.entrySet()) {
                var path = folder.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling("."));
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
