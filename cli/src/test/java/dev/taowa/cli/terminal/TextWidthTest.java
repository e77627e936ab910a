package dev.taowa.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {

    @Test
    void wideLettersTakeTwoColumnsAndMarksNone() {
        assertThat(TextWidth.of("abc")).isEqualTo(3);
        assertThat(TextWidth.of("套娃")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void cutsToColumnsNotLetters() {
        assertThat(TextWidth.cut("套娃套娃", 6, "…")).isEqualTo("套娃…");
        assertThat(TextWidth.cut("abc", 3, "…")).isEqualTo("abc");
        assertThat(TextWidth.cut("abc", 0, "…")).isEmpty();
    }

    @Test
    void nothingOfALineMovesTheCursor() {
        assertThat(TextWidth.printable("10%\r20%\r\n")).isEqualTo("20%");
        assertThat(TextWidth.printable("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u0008"))
                .isEqualTo("red x");
    }
}
