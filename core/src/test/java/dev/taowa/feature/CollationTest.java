package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CollationTest {

    /** What node's localeCompare makes of them. */
    @Test
    void asciiIsSortedAsUnicodeSays() {
        var sorted = List.of(
                "", "_", "-", ".", "/", "1", "10", "2", "a", "A", "a b", "a_b", "a-b", "aA", "AA", "ab", "aB", "Ab",
                "AB", "b");

        assertThat(sorted.reversed().stream().sorted(Collation.ROOT)).containsExactlyElementsOf(sorted);
    }

    @Property
    void anyTextsHaveAnOrder(@ForAll List<String> texts) {
        var sorted = texts.stream().sorted(Collation.ROOT).toList();

        assertThat(texts.reversed().stream().sorted(Collation.ROOT)).containsExactlyElementsOf(sorted);
    }
}
