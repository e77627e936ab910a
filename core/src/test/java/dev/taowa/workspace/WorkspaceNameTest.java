package dev.taowa.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"demo", "a", "my-app2", "x1-y2-z3"})
    void legal(String name) {
        assertThat(new WorkspaceName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "a--b",
                "Demo",
                "1a",
                "a.b",
                "a b",
                "$(id)",
                "../x",
                "a\nb",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmno"
            })
    void illegal(String name) {
        assertThatThrownBy(() -> new WorkspaceName(name)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.NAME_ILLEGAL);
            assertThat(thrown.problem().what()).doesNotContain("\n");
            assertThat(thrown.problem().fix()).contains("--name");
        });
    }

    @ParameterizedTest
    @CsvSource({"My App,my-app", "hello_world.git,hello-world-git", "123,workspace", "--x--,x", "套娃,workspace"})
    void nearest(String text, String name) {
        assertThat(WorkspaceName.near(text).value()).isEqualTo(name);
    }

    @Property
    void anyTextHasANearestName(@ForAll String text) {
        assertThat(WorkspaceName.near(text).value()).isNotEmpty();
    }
}
