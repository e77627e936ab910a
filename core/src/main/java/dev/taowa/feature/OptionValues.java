package dev.taowa.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What the options of a request come to for the Feature that it means. */
final class OptionValues {

    private static final int SHOWN = 10;

    private final String id;
    private final FeatureManifest manifest;
    private final Consumer<String> warnings;
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    private OptionValues(String id, FeatureManifest manifest, Consumer<String> warnings) {
        this.id = id;
        this.manifest = manifest;
        this.warnings = warnings;
    }

    /** The value of each option, defaults first; a value that the Feature does not take is a problem. */
    static Map<String, String> of(
            String id, WrittenOptions written, FeatureManifest manifest, Consumer<String> warnings) {
        var options = new OptionValues(id, manifest, warnings);
        manifest.options()
                .forEach((name, option) -> option.fallback().ifPresent(value -> options.values.put(name, value)));
        if (written.inShort().isTextual()) {
            options.inShort(written.inShort());
        }
        written.named().forEach(options::put);
        if (!options.mistakes.isEmpty()) {
            throw new ProblemException(FeatureProblems.badOptions(id, options.mistakes));
        }
        return options.values;
    }

    /** A text in short is the version; true means the defaults. */
    private void inShort(JsonNode version) {
        if (manifest.options().containsKey("version")) {
            put("version", version);
        } else {
            warn("takes no version, so \"%s\" has no effect".formatted(FeatureProblems.shown(version.asText())));
        }
    }

    private void put(String name, JsonNode value) {
        var option = manifest.options().get(name);
        if (option == null) {
            if (variable(name).isEmpty()) {
                mistakes.add("\"%s\" is no name for an option".formatted(FeatureProblems.shown(name)));
                return;
            }
            warn("has no option \"%s\"".formatted(FeatureProblems.shown(name)));
        } else {
            check(option, value);
        }
        values.put(name, value.asText());
    }

    private void check(FeatureOption option, JsonNode value) {
        var text = value.asText();
        var name = FeatureProblems.shown(option.name());
        if (option.isBoolean() && !text.equals("true") && !text.equals("false")) {
            mistakes.add("\"%s\" must be true or false".formatted(name));
        } else if (!option.allowed().isEmpty() && !option.allowed().contains(text)) {
            mistakes.add("\"%s\" must be one of %s, not \"%s\""
                    .formatted(name, allowed(option), FeatureProblems.shown(text)));
        } else if (option.isBoolean() != value.isBoolean()) {
            warn("has the option \"%s\" as a %s, which is written as a %s"
                    .formatted(name, kind(option.isBoolean()), kind(value.isBoolean())));
        }
    }

    private static String allowed(FeatureOption option) {
        var shown = option.allowed().stream()
                .limit(SHOWN)
                .map(FeatureProblems::shown)
                .toList();
        return String.join(", ", shown) + (option.allowed().size() > SHOWN ? ", …" : "");
    }

    private static String kind(boolean isBoolean) {
        return isBoolean ? "boolean" : "string";
    }

    private void warn(String what) {
        warnings.accept("the Feature \"%s\" %s".formatted(FeatureProblems.shown(id), what));
    }

    /** The values as the variables that install.sh sees. */
    static Map<String, String> environment(Map<String, String> values) {
        var variables = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> variables.put(variable(name), value));
        return variables;
    }

    /** The name of an option's variable, by the standard's rule. */
    static String variable(String option) {
        return option.replaceAll("[^A-Za-z0-9_]", "_")
                .replaceFirst("^[0-9_]+", "_")
                .toUpperCase(Locale.ROOT);
    }
}
