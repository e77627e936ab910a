package dev.taowa.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private final List<String> heard = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Records records = new Records(record -> heard.add(record.toString()), refused::add);

    private void say(String... parts) {
        for (var part : parts) {
            records.accept(part);
        }
    }

    @Test
    void aDocumentMayComeInParts() {
        say("{\"a\":", "1}", "", "[2]", "", "", "{\"c\":");

        assertThat(heard).containsExactly("{\"a\":1}", "[2]");
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl: (7) Failed to connect", "1", "\"text\"", "{"})
    void whatIsNoneEndsIt(String text) {
        say(text, "", "{}", "");

        assertThat(heard).isEmpty();
        assertThat(refused).containsExactly("it speaks no JSON");
    }

    @Test
    void endlessNestingEndsIt() {
        say("[".repeat(100_000), "");

        assertThat(refused).containsExactly("it speaks no JSON");
    }

    @Test
    void aDocumentWithoutEndEndsIt() {
        var part = "[" + " ".repeat(16_000);
        for (var said = 0; said <= Records.MOST_CHARACTERS_OF_ONE; said += part.length()) {
            say(part);
        }

        assertThat(refused).containsExactly("it says too much");
    }

    @Test
    void soDoTooManyOfThem() {
        var document = "[" + " ".repeat(1 << 20) + "]";
        for (var said = 0; said <= Records.MOST_CHARACTERS; said += document.length()) {
            say(document, "");
        }

        assertThat(heard).hasSizeLessThanOrEqualTo(Records.MOST_CHARACTERS >> 20);
        assertThat(refused).containsExactly("it says too much");
    }
}
