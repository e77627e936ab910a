package dev.taowa.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonText;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.Substitution;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Makes a template of the files in its folder. */
final class TemplateReader {

    static final String FILE = "devcontainer-template.json";

    /** What tells of the template and is no part of what it makes. */
    private static final Set<String> OWN = Set.of(FILE, "README.md", "NOTES.md");

    private static final Set<String> DEFINITIONS = Set.of(".devcontainer/devcontainer.json", ".devcontainer.json");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern OPTION_NAME = Pattern.compile("[\\w.-]{1,100}");

    private TemplateReader() {}

    /** @param where shown in problems */
    static Template read(String where, List<TemplateFile> files) {
        var own = files.stream().filter(file -> file.path().equals(FILE)).findFirst();
        if (own.isEmpty()) {
            throw TemplateProblems.noTemplate(where, FILE);
        }
        if (files.stream().noneMatch(file -> DEFINITIONS.contains(file.path()))) {
            throw TemplateProblems.noTemplate(where, ".devcontainer/devcontainer.json");
        }
        var file = where + "/" + FILE;
        var root = Property.root(JsonText.parse(file, own.get().text()), new Property.Reading(Substitution.NONE));
        var description = description(root);
        var mistakes = root.reading().mistakes();
        if (!mistakes.isEmpty()) {
            throw new ProblemException(DocumentProblems.invalid(
                    file, mistakes.stream().map(Remark::text).toList()));
        }
        return new Template(
                description,
                files.stream().filter(each -> !OWN.contains(each.path())).toList());
    }

    private static TemplateDescription description(Property root) {
        var id = required(root, "id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            root.find("id").ifPresent(property -> property.mistake("must be letters, digits, \".\", \"_\" and \"-\""));
        }
        return new TemplateDescription(
                id,
                required(root, "version"),
                shown(root, "name").orElse(id),
                shown(root, "description").orElse(""),
                shown(root, "publisher").orElse(""),
                texts(root, "platforms"),
                texts(root, "keywords"),
                options(root),
                texts(root, "optionalPaths"));
    }

    private static String required(Property root, String name) {
        var property = root.find(name);
        if (property.isEmpty()) {
            root.reading().mistakes().add(new Remark(root.pointer(), "\"%s\" is missing".formatted(name)));
        }
        return property.flatMap(Property::word).map(DocumentProblems::printable).orElse("");
    }

    private static Optional<String> shown(Property root, String name) {
        return root.find(name).flatMap(Property::text).map(DocumentProblems::printable);
    }

    private static List<String> texts(Property root, String name) {
        return root.find(name).map(Property::texts).orElse(List.of());
    }

    private static List<TemplateOption> options(Property root) {
        var options = new ArrayList<TemplateOption>();
        root.find("options")
                .ifPresent(all -> all.members((name, option) -> {
                    if (OPTION_NAME.matcher(name).matches()) {
                        option(name, option).ifPresent(options::add);
                    } else {
                        option.mistake("is no name of an option: it must be letters, digits, \".\", \"_\" and \"-\"");
                    }
                }));
        return options;
    }

    private static Optional<TemplateOption> option(String name, Property option) {
        if (!option.node().isObject()) {
            option.mistake("must be an object");
            return Optional.empty();
        }
        var description = shown(option, "description").orElse("");
        var kind = kind(option);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        var values = switch (kind.get()) {
            case CHOICE -> texts(option, "enum");
            case TEXT -> texts(option, "proposals");
            case BOOLEAN, NUMBER -> List.<String>of();
        };
        if (kind.get() == TemplateOption.Kind.CHOICE && values.isEmpty()) {
            option.mistake("has an \"enum\" without values");
            return Optional.empty();
        }
        var made = new TemplateOption(name, kind.get(), description, values, initial(option, kind.get(), values));
        made.mistake(made.defaultValue()).ifPresent(mistake -> option.mistake("has an unfit default: " + mistake));
        return Optional.of(made);
    }

    private static Optional<TemplateOption.Kind> kind(Property option) {
        var type = option.find("type").flatMap(Property::text).orElse("string");
        return switch (type) {
            case "string" ->
                Optional.of(option.find("enum").isPresent() ? TemplateOption.Kind.CHOICE : TemplateOption.Kind.TEXT);
            case "boolean" -> Optional.of(TemplateOption.Kind.BOOLEAN);
            case "number" -> Optional.of(TemplateOption.Kind.NUMBER);
            default -> {
                option.mistake("must have the \"type\" string, boolean or number");
                yield Optional.empty();
            }
        };
    }

    /** A boolean's or number's default may be written with quotes and without. */
    private static String initial(Property option, TemplateOption.Kind kind, List<String> values) {
        var written = option.find("default");
        Predicate<JsonNode> fits = node -> switch (kind) {
            case TEXT, CHOICE -> node.isTextual();
            case BOOLEAN -> node.isTextual() || node.isBoolean();
            case NUMBER -> node.isTextual() || node.isNumber();
        };
        if (written.isPresent()) {
            if (fits.test(written.get().node())) {
                return written.get().node().asText();
            }
            written.get().mistake("must be written as a string");
        }
        return switch (kind) {
            case TEXT -> values.isEmpty() ? "" : values.getFirst();
            case CHOICE -> values.getFirst();
            case BOOLEAN -> "false";
            case NUMBER -> "0";
        };
    }
}
