package dev.taowa.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.document.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TemplateTextTest {

    private static String substitute(String path, String text, Map<String, String> values) {
        var file = new TemplateFile(path, text.getBytes(StandardCharsets.UTF_8));
        return TemplateText.substitute(file, values).text();
    }

    @Test
    void valuesAreTextAndNothingMore() {
        assertThat(substitute(
                        "a.txt",
                        "${templateOption:a} ${templateOption: b } ${a} ${localEnv:HOME}",
                        Map.of("a", "$1 \\ ${templateOption:b}", "b", "2")))
                .isEqualTo("$1 \\ ${templateOption:b} 2 ${a} ${localEnv:HOME}");
    }

    @Test
    void anUnknownNameGivesNothing() {
        assertThat(substitute("a.txt", "<${templateOption:a}>", Map.of())).isEqualTo("<>");
    }

    @Test
    void aBooleanStaysOne() {
        assertThat(substitute("a.json", "{\"docker\": ${templateOption:docker}}", Map.of("docker", "true")))
                .isEqualTo("{\"docker\": true}");
    }

    @Test
    void whatIsNoTextStaysAsItIs() {
        var bytes = "\u00ff\u00fe${templateOption:a}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(TemplateText.substitute(new TemplateFile("a.png", bytes), Map.of("a", "1"))
                        .bytes())
                .isEqualTo(bytes);
    }

    @Property
    void inJsonAValueStaysInItsString(@ForAll String value) {
        var scalars = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        var json = JsonText.parse(
                "a.json",
                substitute(
                        ".devcontainer/devcontainer.json",
                        "{\"name\": \"<${templateOption:a}>\"}",
                        Map.of("a", scalars)));

        assertThat(json).hasSize(1);
        assertThat(json.get("name").textValue()).isEqualTo("<" + scalars + ">");
    }

    @Property
    void textWithoutVariablesStaysAsItIs(@ForAll String text) {
        var scalars = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(substitute("a.json", scalars, Map.of("a", "b"))).isEqualTo(scalars);
    }
}
