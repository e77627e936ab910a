package dev.taowa.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.taowa.problem.ProblemException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTextTest {

    @Test
    void scalarsHaveTheirKinds() {
        var tree = YamlText.parse(
                "a.yaml", "{n: 3, f: 1.5, b: true, z: null, t: yes, q: \"3\", hex: 0x10, port: 22:22, big: 1e400}");

        assertThat(tree)
                .hasToString("{\"n\":3,\"f\":1.5,\"b\":true,\"z\":null,\"t\":\"yes\",\"q\":\"3\",\"hex\":16,"
                        + "\"port\":\"22:22\",\"big\":1E+400}");
    }

    @Test
    void ownMembersWinOverMergedOnes() {
        var tree = YamlText.parse("a.yaml", """
                x-common: &common {image: a, restart: always}
                x-more: &more {restart: never, tty: true}
                service: {<<: [*common, *more], image: b}
                """);

        assertThat(tree.get("service")).hasToString("{\"image\":\"b\",\"restart\":\"always\",\"tty\":true}");
    }

    @Test
    void nothingIsAnEmptyMapping() {
        assertThat(YamlText.parse("a.yaml", "# nothing\n")).isEmpty();
    }

    @Test
    void documentsAreSeparate() {
        assertThat(YamlText.documents("a.yaml", "a: 1\n---\n---\nb: 2\n")).hasSize(2);
    }

    @Test
    void localTagsAreToldByTheirPlace() {
        var document = YamlText.documents("a.yaml", "a: {b: !reset null, c: !!str 1}\nd: [x, !override [y]]\n")
                .getFirst();

        assertThat(document.tags())
                .containsOnly(
                        Map.entry(JsonPointer.compile("/a/b"), "!reset"),
                        Map.entry(JsonPointer.compile("/d/1"), "!override"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: [1, 2'              | a.yaml, line 1, column
            'a: 1\\na: 2'           | a.yaml, line 2, column 1
            '- a'                   | a mapping of names
            'a: &a [*a]'            | holds itself
            '? [a]\\n: b'           | Non scalar key
            'a: {<<: text}'         | Expected mapping node
            'a: 1\\n---\\nb: 2'      | more than one YAML document
            'a: *unknown'           | a.yaml, line 1, column
            """)
    void mistakesAreNamedByTheirPlace(String text, String told) {
        assertThatThrownBy(() -> YamlText.parse("a.yaml", text.replace("\\n", "\n")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(told);
    }

    @Test
    void aliasesThatMultiplyAreStopped() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 9; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertThatThrownBy(() -> YamlText.parse("a.yaml", text.toString())).isInstanceOf(ProblemException.class);
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> YamlText.parse("a.yaml", "a: " + "[".repeat(5000)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> YamlText.parse("a.yaml", "a: " + "[".repeat(80) + "]".repeat(80)))
                .isInstanceOf(ProblemException.class);
    }

    /** Whatever stands in a file: a mapping, or a problem. */
    @Property
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
        try {
            assertThat(YamlText.parse("a.yaml", text)).isNotNull();
        } catch (ProblemException refused) {
            assertThat(refused.problem().what()).doesNotContain("\n");
        }
    }
}
