package dev.taowa.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

    private static final List<String> KNOWN = List.of("java", "node", "forwardPorts", "features");

    @ParameterizedTest
    @CsvSource({
        "jvaa, java",
        "nod, node",
        "Node, node",
        "forwardPort, forwardPorts",
        "forwadrPotrs, forwardPorts",
        "feature, features"
    })
    void aSlipOfTheHandIsRecognised(String word, String meant) {
        assertThat(NearMiss.hint(word, KNOWN)).isEqualTo(" (did you mean \"%s\"?)".formatted(meant));
    }

    @ParameterizedTest
    @CsvSource({"python", "n", "ports", "motels"})
    void anotherWordIsNoSlip(String word) {
        assertThat(NearMiss.hint(word, KNOWN)).isEmpty();
    }

    @Test
    void anEndlessWordIsNotLookedAt() {
        assertThat(NearMiss.hint("java".repeat(100_000), KNOWN)).isEmpty();
    }
}
