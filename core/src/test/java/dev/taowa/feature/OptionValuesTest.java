package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {

    private static final FeatureManifest MANIFEST = FeatureManifest.parse("test", """
            {"id": "go", "options": {
              "version": {"type": "string", "default": "latest", "proposals": ["latest", "1.22"]},
              "shell": {"type": "string", "enum": ["bash", "zsh"], "default": "bash"},
              "lint": {"type": "boolean", "default": true},
              "none": {"type": "string"}}}
            """, "go");

    private final List<String> warnings = new ArrayList<>();

    private Map<String, String> values(String options) {
        return OptionValues.of("go", written(options), MANIFEST, warnings::add);
    }

    private static WrittenOptions written(String options) {
        return WrittenOptions.of(new FeatureRequest("go", FeatureSource.json(options)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                  | {version=latest, shell=bash, lint=true}
            true                                | {version=latest, shell=bash, lint=true}
            "1.21"                              | {version=1.21, shell=bash, lint=true}
            {"lint": false, "shell": "zsh"}     | {version=latest, shell=zsh, lint=false}
            {"none": ""}                        | {version=latest, shell=bash, lint=true, none=}
            """)
    void valuesAreDefaultsAndWhatIsWritten(String options, String expected) {
        assertThat(values(options)).hasToString(expected);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version": 1.21}   | has the option "version" | {version=1.21, shell=bash, lint=true}
            {"version": true}   | has the option "version" | {version=true, shell=bash, lint=true}
            {"lint": "false"}   | has the option "lint"    | {version=latest, shell=bash, lint=false}
            {"lnt": true}       | has no option "lnt"      | {version=latest, shell=bash, lint=true, lnt=true}
            """)
    void oddOnesAreTakenWithAWarning(String options, String told, String expected) {
        assertThat(values(options)).hasToString(expected);
        if (!options.contains("1.21")) {
            assertThat(warnings).singleElement().asString().contains(told);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"shell": "fish"}   | "shell" must be one of bash, zsh, not "fish"
            {"lint": "maybe"}   | "lint" must be true or false
            {"": "x"}           | "" is no name for an option
            {"version": null}   | "version" must be a string or a boolean
            {"version": ["1"]}  | "version" must be a string or a boolean
            [1]                 | must be an object
            null                | must be an object
            {"shell": 1, "lint": 2} | "shell" must be one of bash, zsh, not "1"; "lint" must be true
            """)
    void wrongOnesAreAProblem(String options, String told) {
        assertThatThrownBy(() -> values(options))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("\"go\": ")
                .hasMessageContaining(told);
    }

    @Test
    void versionInShortNeedsAnOptionOfThatName() {
        assertThat(OptionValues.of("x", written("\"2\""), FeatureManifest.ours("x"), warnings::add))
                .isEmpty();
        assertThat(warnings).singleElement().asString().contains("takes no version");
    }

    @ParameterizedTest
    @CsvSource({"version, VERSION", "goVersion, GOVERSION", "a-b.c d, A_B_C_D", "1st, _ST", "_9x, _X", "12, _", "é, _"})
    void namesOfVariablesFollowTheStandard(String option, String variable) {
        assertThat(OptionValues.variable(option)).isEqualTo(variable);
    }

    @Property
    void anyNameBecomesAVariable(@ForAll @NotEmpty String option) {
        assertThat(OptionValues.variable(option)).matches("[A-Z_][A-Z0-9_]*");
    }
}
