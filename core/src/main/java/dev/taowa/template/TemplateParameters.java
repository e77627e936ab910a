package dev.taowa.template;

import dev.taowa.document.NearMiss;
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
     * What texts such as {@code version=21} name.
     *
     * @throws dev.taowa.problem.ProblemException that tells all mistakes
     */
    public static Map<String, String> named(List<String> texts) {
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
        if (!mistakes.isEmpty()) {
            throw TemplateProblems.notNamed(mistakes);
        }
        return named;
    }

    /**
     * The values that were given, the defaults for the rest.
     *
     * @throws dev.taowa.problem.ProblemException that tells all mistakes
     */
    public static TemplateParameters of(TemplateDescription template, Map<String, String> given) {
        var mistakes = new ArrayList<String>();
        var values = new LinkedHashMap<String, String>();
        template.options().forEach(option -> values.put(option.name(), option.defaultValue()));
        given.forEach((name, value) -> {
            var option = template.option(name);
            if (option.isEmpty()) {
                var known =
                        template.options().stream().map(TemplateOption::name).toList();
                mistakes.add(
                        "there is no \"%s\"%s".formatted(TemplateProblems.printable(name), NearMiss.hint(name, known)));
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
