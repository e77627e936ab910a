package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.terminal.Table;
import dev.taowa.template.Template;
import dev.taowa.template.TemplateDescription;
import dev.taowa.template.TemplateOption;
import dev.taowa.template.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code taowa templates}. */
@Command(name = "templates", description = "List the templates that `taowa init` and `taowa up` know.")
final class TemplatesCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    TemplatesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var templates = Templates.builtIn().stream().map(Template::description).toList();
        if (json.asked()) {
            context.print(
                    new Json(templates.stream().map(TemplatesCommand::fields).toList()));
            return;
        }
        var table = new Table("TEMPLATE", "PARAMETERS", "WHAT");
        for (var template : templates) {
            table.row(template.id(), parameters(template), template.description());
        }
        context.print(table.lines());
    }

    /** The default first, then what else there is. */
    private static String parameters(TemplateDescription template) {
        var shown = template.options().stream()
                .map(option -> option.name() + "=" + option.defaultValue() + others(option))
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "-" : shown;
    }

    private static String others(TemplateOption option) {
        var values = option.kind() == TemplateOption.Kind.BOOLEAN ? List.of("false", "true") : option.values();
        return values.stream()
                .filter(value -> !value.equals(option.defaultValue()))
                .map(value -> "|" + value)
                .collect(Collectors.joining());
    }

    private static Map<String, Object> fields(TemplateDescription template) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", template.id());
        fields.put("version", template.version());
        fields.put("name", template.name());
        fields.put("description", template.description());
        fields.put("publisher", template.publisher());
        fields.put("platforms", template.platforms());
        fields.put("keywords", template.keywords());
        fields.put(
                "options",
                template.options().stream().map(TemplatesCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(TemplateOption option) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", option.name());
        fields.put("kind", option.kind().name().toLowerCase(Locale.ROOT));
        fields.put("description", option.description());
        fields.put("values", option.values());
        fields.put("default", option.defaultValue());
        return fields;
    }
}
