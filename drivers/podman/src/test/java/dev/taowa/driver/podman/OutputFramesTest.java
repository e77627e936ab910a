package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputFramesTest {

    @Test
    void linesOfBothStreamsComeAsTheyAre() throws IOException {
        assertThat(read(frames("one\ntw", "o\n", "\n", "ü"))).containsExactly("one", "two", "", "ü");
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void aLineWithoutEndTakesNoMoreThanItsBound() throws IOException {
        assertThat(read(frames("x".repeat(200_000))))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(65_536));
    }

    @Test
    void anAnswerThatBreaksOffIsNoEnd() throws IOException {
        var whole = frames("one\n");
        var broken = Arrays.copyOf(whole, whole.length - 2);

        assertThatThrownBy(() -> read(broken)).isInstanceOf(EOFException.class);
    }

    private static List<String> read(byte[] bytes) throws IOException {
        var lines = new ArrayList<String>();
        OutputFrames.read(new ByteArrayInputStream(bytes), lines::add);
        return lines;
    }

    private static byte[] frames(String... texts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var output = new DataOutputStream(bytes);
        for (var text : texts) {
            var content = text.getBytes(StandardCharsets.UTF_8);
            output.writeInt(1 << 24);
            output.writeInt(content.length);
            output.write(content);
        }
        return bytes.toByteArray();
    }
}
