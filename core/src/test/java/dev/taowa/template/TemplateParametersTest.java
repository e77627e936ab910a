package dev.taowa.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateParametersTest {

    private static final TemplateDescription TEMPLATE = new TemplateDescription(
            "mine",
            "1.0.0",
            "Mine",
            "",
            "",
            List.of(),
            List.of(),
            List.of(
                    new TemplateOption("version", TemplateOption.Kind.CHOICE, "", List.of("1", "2"), "2"),
                    new TemplateOption("title", TemplateOption.Kind.TEXT, "", List.of("a"), "a"),
                    new TemplateOption("docker", TemplateOption.Kind.BOOLEAN, "", List.of(), "false"),
                    new TemplateOption("cpus", TemplateOption.Kind.NUMBER, "", List.of(), "4")),
            List.of());

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(TemplateParameters.of(TEMPLATE, Map.of()).values())
                .containsExactly(
                        Map.entry("version", "2"),
                        Map.entry("title", "a"),
                        Map.entry("docker", "false"),
                        Map.entry("cpus", "4"));
    }

    @Test
    void textsNameValues() {
        assertThat(TemplateParameters.named(List.of("version=1", "title=a=b", "x=")))
                .containsExactly(Map.entry("version", "1"), Map.entry("title", "a=b"), Map.entry("x", ""));
        assertThatThrownBy(() -> TemplateParameters.named(List.of("novalue", "=x", "a=1", "a=2")))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().what())
                            .contains(
                                    "\"novalue\" is not written NAME=VALUE",
                                    "\"=x\" is not written NAME=VALUE",
                                    "\"a\" is given twice");
                    assertThat(thrown.problem().fix()).contains("--param NAME=VALUE");
                });
    }

    @Test
    void allMistakesAreToldAtOnceWithWhatIsAllowed() {
        var given =
                Map.of("version", "3", "docker", "yes", "cpus", "many", "title", "a\nb", "tilte", "x", "colour", "");

        assertThatThrownBy(() -> TemplateParameters.of(TEMPLATE, given))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.BAD_ARGUMENT);
                    assertThat(thrown.problem().what())
                            .contains(
                                    "\"version\" must be one of 1, 2, not \"3\"",
                                    "\"docker\" must be true or false, not \"yes\"",
                                    "\"cpus\" must be a number, not \"many\"",
                                    "\"title\" must be one line of text, not \"a?b\"",
                                    "there is no \"colour\"",
                                    "there is no \"tilte\" (did you mean \"title\"?)")
                            .doesNotContain("\n");
                    assertThat(thrown.problem().fix()).contains("version, title, docker, cpus");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2.5", "123456789012345"})
    void numbers(String value) {
        assertThat(TemplateParameters.of(TEMPLATE, Map.of("cpus", value)).values())
                .containsEntry("cpus", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1e9", "NaN", " 1", "1.", "--1", "１"})
    void noNumbers(String value) {
        assertThatThrownBy(() -> TemplateParameters.of(TEMPLATE, Map.of("cpus", value)))
                .isInstanceOf(ProblemException.class);
    }

    @Property
    void anyTextIsTakenOrIsAProblemOfOneLine(@ForAll List<String> texts) {
        try {
            assertThat(TemplateParameters.of(TEMPLATE, TemplateParameters.named(texts))
                            .values())
                    .hasSize(4);
        } catch (ProblemException e) {
            assertThat(e.problem().what()).doesNotContainPattern("[\\p{Cntrl}]");
        }
    }
}
