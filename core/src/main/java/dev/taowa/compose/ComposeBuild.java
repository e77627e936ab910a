package dev.taowa.compose;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the chosen service's image is built.
 *
 * @param context path of the folder that is sent, relative to the source's top folder; empty for all of it
 * @param dockerfile path of the file, relative to the source's top folder; absent where the text is given
 * @param inline the file's text
 */
public record ComposeBuild(
        String context,
        Optional<String> dockerfile,
        Optional<String> inline,
        Map<String, String> arguments,
        Optional<String> target) {

    public ComposeBuild {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }
}
