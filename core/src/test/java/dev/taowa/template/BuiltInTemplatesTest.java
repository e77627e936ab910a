package dev.taowa.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be true of each template that the program brings. */
class BuiltInTemplatesTest {

    private static final Path SOURCES = Path.of("src/main/resources/dev/taowa/template/builtin");

    static Stream<String> ids() {
        return Templates.builtIn().stream()
                .map(template -> template.description().id());
    }

    @Test
    void thereIsOneForEachLanguageThatIsPromised() {
        assertThat(ids()).containsExactly("node", "java", "python", "go", "php", "cpp", "dotnet", "rust", "vm");
    }

    @Test
    void theIndexNamesEveryFile() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var there = files.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString())
                    .filter(file -> file.contains("/"))
                    .toList();

            assertThat(Files.readAllLines(SOURCES.resolve("index.txt"))).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isTheSameAsItsFolder(String id) {
        var builtIn = Templates.builtIn(id);
        var folder = Templates.read(SOURCES.resolve(id));

        assertThat(folder.description())
                .isEqualTo(builtIn.description())
                .extracting(TemplateDescription::id)
                .isEqualTo(id);
        assertThat(paths(defaults(builtIn)))
                .filteredOn(path -> !path.endsWith("/apt.sh"))
                .containsExactlyInAnyOrderElementsOf(paths(defaults(folder)));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyChoiceGivesADefinition(String id) {
        var template = Templates.builtIn(id);

        for (var option : template.description().options()) {
            var values = option.kind() == TemplateOption.Kind.BOOLEAN ? List.of("true", "false") : option.values();
            for (var value : values) {
                var files = template.apply(TemplateParameters.of(template.description(), Map.of(option.name(), value)));

                assertThat(definition(files).toString()).contains(value);
            }
        }
        assertThat(defaults(template))
                .allSatisfy(file -> assertThat(file.text()).doesNotContain("${templateOption:"));
    }

    /** The machine's own options are customizations; every other template brings a Feature of its name. */
    @ParameterizedTest
    @MethodSource("ids")
    void everyOptionReachesTheFeature(String id) throws IOException {
        var template = Templates.builtIn(id);
        if (id.equals("vm")) {
            return;
        }
        var feature = json(id + "/.devcontainer/" + id + "/devcontainer-feature.json");
        var given = definition(defaults(template)).at("/features").get("./" + id);

        assertThat(feature.get("id").textValue()).isEqualTo(id);
        for (var option : template.description().options()) {
            var declared = feature.at("/options/" + option.name());
            assertThat(declared.get("default").textValue()).isEqualTo(option.defaultValue());
            assertThat(texts(declared.has("enum") ? declared.get("enum") : declared.get("proposals")))
                    .isEqualTo(option.values());
            assertThat(given.get(option.name()).textValue()).isEqualTo(option.defaultValue());
        }
        assertThat(given.size()).isEqualTo(template.description().options().size());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void languageServersAreNamed(String id) {
        var extensions = definition(defaults(Templates.builtIn(id))).at("/customizations/vscode/extensions");

        assertThat(extensions.isMissingNode()).isEqualTo(id.equals("vm"));
        assertThat(texts(extensions)).allMatch(extension -> extension.matches("[a-z0-9-]+\\.[a-z0-9-]+"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theEnvironmentIsTheDefinitionAlone(String id) {
        var template = Templates.builtIn(id);

        var environment = template.applyEnvironment(TemplateParameters.of(template.description(), Map.of()));

        assertThat(paths(environment)).allMatch(path -> path.startsWith(".devcontainer/"));
        assertThat(defaults(template)).hasSizeGreaterThan(id.equals("vm") ? 0 : environment.size());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void scriptsHaveWhatTheyShareBesideThem(String id) {
        if (id.equals("vm")) {
            return;
        }
        var files = defaults(Templates.builtIn(id));
        var script = text(files, ".devcontainer/%s/install.sh".formatted(id));
        var shared = text(files, ".devcontainer/%s/apt.sh".formatted(id));

        assertThat(script)
                .startsWith("#!/bin/sh\n")
                .contains("set -eu\n", "\n. \"$(dirname \"$0\")/apt.sh\"\n", "\nforget_packages\n")
                .doesNotContain("apt-get install", "() {");
        assertThat(shared).contains("--no-install-recommends", "rm -rf /var/lib/apt/lists/*");
    }

    private static String text(List<TemplateFile> files, String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static List<TemplateFile> defaults(Template template) {
        return template.apply(TemplateParameters.of(template.description(), Map.of()));
    }

    private static List<String> paths(List<TemplateFile> files) {
        return files.stream().map(TemplateFile::path).toList();
    }

    private static JsonNode definition(List<TemplateFile> files) {
        var path = ".devcontainer/devcontainer.json";
        return JsonText.parse(path, text(files, path));
    }

    private static JsonNode json(String path) throws IOException {
        return JsonText.parse(path, Files.readString(SOURCES.resolve(path)));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new java.util.ArrayList<String>();
        array.forEach(each -> texts.add(each.textValue()));
        return texts;
    }
}
