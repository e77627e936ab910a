package dev.taowa.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value for each option of one template. */
public final class TemplateParameters {

    private final Map<String, String> values;

    private TemplateParameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The values that were given, the defaults for the rest.
     *
     * @throws dev.taowa.problem.ProblemException that tells all mistakes
     */
    public static TemplateParameters of(TemplateDescription template, Map<String, String> given) {
        return checked(template, given, new ArrayList<>());
    }

    /**
     * The same, of texts such as {@code version=21}.
     *
     * @param proposed values that the texts go before
     */
    public static TemplateParameters parse(
            TemplateDescription template, Map<String, String> proposed, List<String> texts) {
        var mistakes = new ArrayList<String>();
        var named = new LinkedHashMap<String, String>();
        for (var text : texts) {
            var equals = text.indexOf('=');
            if (equals < 1) {
                mistakes.add("\"%s\" is not written NAME=VALUE".formatted(TemplateProblems.printable(text)));
            } else if (named.putIfAbsent(text.substring(0, equals), text.substring(equals + 1)) != null) {
                mistakes.add("\"%s\" is given twice".formatted(TemplateProblems.printable(text.substring(0, equals))));
            }
        }
        var given = new LinkedHashMap<>(proposed);
        given.putAll(named);
        return checked(template, given, mistakes);
    }

    private static TemplateParameters checked(
            TemplateDescription template, Map<String, String> given, List<String> mistakes) {
        var values = new LinkedHashMap<String, String>();
        template.options().forEach(option -> values.put(option.name(), option.defaultValue()));
        given.forEach((name, value) -> {
            var option = template.option(name);
            if (option.isEmpty()) {
                mistakes.add("there is no \"%s\"".formatted(TemplateProblems.printable(name)));
                return;
            }
            option.get().mistake(value).ifPresent(mistakes::add);
            values.put(name, value);
        });
        if (!mistakes.isEmpty()) {
            throw TemplateProblems.badParameters(template, mistakes);
        }
        return new TemplateParameters(values);
    }

    /** By the options' names, in their order. */
    public Map<String, String> values() {
        return values;
    }
}
