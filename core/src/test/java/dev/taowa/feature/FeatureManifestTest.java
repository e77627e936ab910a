package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureManifestTest {

    private static final String WHOLE = """
            {
              // As editors write it.
              "id": "go", "version": "1.2.3", "name": "Go", "deprecated": true, "currentId": "golang",
              "legacyIds": ["old-go"],
              "options": {"version": {"type": "string", "proposals": ["1", "2"], "default": "1"},
                          "arch": {"type": "string", "enum": ["amd64", "arm64"]},
                          "lint": {"type": "boolean", "default": false}},
              "dependsOn": {"ghcr.io/b/b:1": {"x": true}, "./a": "2"},
              "installsAfter": ["ghcr.io/c/c"],
              "containerEnv": {"PATH": "/usr/local/go/bin:${PATH}"},
              "capAdd": ["SYS_PTRACE"],
            }
            """;

    private static FeatureManifest parse(String text) {
        return FeatureManifest.parse("go/devcontainer-feature.json", text, "fallback");
    }

    @Test
    void everythingIsRead() {
        var manifest = parse(WHOLE);

        assertThat(manifest.id()).isEqualTo("go");
        assertThat(manifest.version()).contains("1.2.3");
        assertThat(manifest.deprecated()).isTrue();
        assertThat(manifest.currentId()).contains("golang");
        assertThat(manifest.formerIds()).containsExactly("old-go");
        assertThat(manifest.options().values())
                .containsExactly(
                        new FeatureOption("version", false, List.of(), List.of("1", "2"), Optional.of("1")),
                        new FeatureOption("arch", false, List.of("amd64", "arm64"), List.of(), Optional.empty()),
                        new FeatureOption("lint", true, List.of(), List.of(), Optional.of("false")));
        assertThat(manifest.dependsOn()).extracting(FeatureRequest::id).containsExactly("ghcr.io/b/b:1", "./a");
        assertThat(manifest.installsAfter()).containsExactly("ghcr.io/c/c");
        assertThat(manifest.json().path("containerEnv").path("PATH").asText()).isEqualTo("/usr/local/go/bin:${PATH}");
        assertThat(parse("{}").id()).isEqualTo("fallback");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id": "a/b"}                             | "id" may hold only letters
            {"id": 3}                                 | "id" must be a string
            {"options": []}                           | "options" must be an object
            {"options": {"a": 1}}                     | "options.a" must be an object
            {"options": {"a": {"type": "array"}}}     | "options.a" must be of type
            {"options": {"a": {"enum": [{}]}}}        | "options.a.enum[0]" must be a string
            {"options": {"": {}}}                     | is no name for an option
            {"dependsOn": []}                         | "dependsOn" must be an object
            {"installsAfter": "x"}                    | "installsAfter" must be an array
            {"deprecated": "yes"}                     | "deprecated" must be true or false
            [                                         | line 1
            """)
    void mistakesAreNamedByTheirPlace(String text, String told) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("go/devcontainer-feature.json")
                .hasMessageContaining(told);
    }

    @Test
    void numbersOfMembersAreBounded() {
        assertThatThrownBy(() -> parse("{\"installsAfter\": [" + "\"a\",".repeat(600) + "]}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 500");
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
        readOrRefuse(text);
    }

    /** One that is nearly right reaches further than any text. */
    @Property(tries = 3000)
    void anyDamageIsReadOrRefused(
            @ForAll @IntRange(max = 500) int at,
            @ForAll @IntRange(max = 30) int length,
            @ForAll @StringLength(max = 3) String put) {
        var from = Math.min(at, WHOLE.length());
        readOrRefuse(WHOLE.substring(0, from) + put + WHOLE.substring(Math.min(WHOLE.length(), from + length)));
    }

    private static void readOrRefuse(String text) {
        try {
            assertThat(parse(text).id()).isNotEmpty();
        } catch (ProblemException refused) {
            assertThat(refused.problem().what()).doesNotContain("\n");
        }
    }
}
