package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    @Test
    void linesEndWithAnyOfTheThreeEnds() {
        assertThat(split("a\nb\r\nc\rd\n\ne")).containsExactly("a", "b", "c", "d", "", "e");
    }

    @Test
    void redrawnLinesGiveNoEmptyOnes() {
        assertThat(split("\r10%\r20%\r\ndone\n")).containsExactly("10%", "20%", "done");
    }

    @Test
    void longLineComesInPartsThatHoldWholeCharacters() {
        var text = "é".repeat(LineSplitter.LIMIT_BYTES);

        var lines = split("x" + text);

        assertThat(lines).hasSizeGreaterThan(1).noneMatch(line -> line.contains("\uFFFD"));
        assertThat(String.join("", lines)).isEqualTo("x" + text);
    }

    @Property(tries = 200)
    void anyBytesAreBounded(@ForAll byte[] bytes) {
        var lines = new ArrayList<String>();
        try (var splitter = new LineSplitter(lines::add)) {
            for (var i = 0; i < 200; i++) {
                splitter.write(bytes, 0, bytes.length);
            }
        }

        assertThat(lines).allMatch(line -> line.length() <= LineSplitter.LIMIT_BYTES + 4);
    }

    private static List<String> split(String text) {
        var lines = new ArrayList<String>();
        try (var splitter = new LineSplitter(lines::add)) {
            splitter.write(text.getBytes(StandardCharsets.UTF_8), 0, text.getBytes(StandardCharsets.UTF_8).length);
        }
        return lines;
    }
}
