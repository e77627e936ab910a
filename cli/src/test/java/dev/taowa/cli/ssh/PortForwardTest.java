package dev.taowa.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortForwardTest {

    @Test
    void localPortIsTheSameUnlessGiven() {
        assertThat(PortForward.parse("8080")).isEqualTo(new PortForward(8080, 8080));
        assertThat(PortForward.parse("8080:18080").argument()).isEqualTo("127.0.0.1:18080:localhost:8080");
        assertThat(PortForward.parse("80:0")).isEqualTo(new PortForward(80, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "80:65536", "-1", "80:", ":80", "80:90:100", "http", "8 0", "80;id"})
    void anythingElseIsAProblem(String text) {
        assertThatThrownBy(() -> PortForward.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.BAD_ARGUMENT));
    }
}
