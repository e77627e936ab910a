package dev.taowa.dial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The text of a command as a real sh reads it. */
class CommandIT {

    @Property(tries = 60)
    void everyArgumentAndVariableArrivesAsItIs(
            @ForAll("nasty") List<String> arguments, @ForAll("nastyWord") String value) throws Exception {
        var argv = new ArrayList<>(List.of("sh", "-c", "printf '%s\\0' \"$0\" \"$VALUE\" \"$@\"", "first"));
        argv.addAll(arguments);
        var expected = new ArrayList<>(List.of("first", value));
        expected.addAll(arguments);

        var command = new Command("", argv, Map.of("VALUE", value), "/");

        assertThat(output(command)).isEqualTo(String.join("\0", expected) + "\0");
    }

    @Test
    void programWhoseNameLooksLikeAVariableIsStillTheProgram() throws Exception {
        var command = new Command("", List.of("NO=such", "x"), Map.of("A", "b"), "/");

        assertThat(status(command)).isEqualTo(127);
    }

    @Test
    void builtinsOfTheShellAreNotMeant() throws Exception {
        assertThat(output(new Command("", List.of("echo", "a\\tb"), Map.of(), "/")))
                .isEqualTo("a\\tb\n");
    }

    @Provide
    Arbitrary<List<String>> nasty() {
        return nastyWord().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> nastyWord() {
        return Arbitraries.strings()
                .withChars("'\"\\`$(){}[]*?~!#&;|<>= \t\n\r%^-ab/")
                .withChars('\u00e9', '\u4e16', '\u0001', '\u007f')
                .ofMaxLength(12);
    }

    private static String output(Command command) throws IOException {
        var process = new ProcessBuilder("sh", "-c", command.shellLine())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int status(Command command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command.shellLine())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
