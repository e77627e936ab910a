package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.document.Property;
import dev.taowa.document.Substitution;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {

    private final Property.Reading reading = new Property.Reading(Substitution.NONE);
    private final Property at = Property.root(Forms.JSON.objectNode(), reading);
    private final ProjectVariables known = ProjectVariables.of(Map.of("HOST", "h"), new TreeSet<>());

    private Map<String, String> parse(String text) {
        return DotEnv.parse(text, at, known, new Budget());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A=1                 | 1
            export A=1          | 1
            A = 1               | 1
            A: 1                | 1
            A=x y # why         | x y
            A=x#y               | x#y
            A="x # y" # why     | x # y
            A='$HOST'           | $HOST
            A=$HOST/x           | h/x
            A="${NO:-d}"        | d
            A="a\\nb"            | a\\nb
            A="\\$HOST"          | $HOST
            A='it\\'s'           | it's
            A="q\\"q"            | q"q
            """)
    void valuesMayBeWrittenInManyWays(String text, String expected) {
        assertThat(parse(text)).containsEntry("A", expected.replace("\\n", "\n"));
        assertThat(reading.mistakes()).isEmpty();
    }

    @Test
    void linesBuildOnThoseBefore() {
        assertThat(parse("\n# c\nA=1\r\nB=${A}2\nHOST\nNONE\nC=\"x\ny\"\nD=\n"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "12", "HOST", "h", "C", "x\ny", "D", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =1          | line 1 that holds no NAME=VALUE
            A=1\\n-x=2   | line 2 that holds no NAME=VALUE
            A="x        | quote that is not closed
            A="x" y     | goes on after the closing quote
            A b         | holds no NAME=VALUE
            """)
    void mistakesNameTheLine(String text, String told) {
        parse(text.replace("\\n", "\n"));

        assertThat(reading.mistakes()).singleElement().asString().contains(told);
    }

    @net.jqwik.api.Property
    void anyTextIsRead(@ForAll String text) {
        assertThat(parse(text)).isNotNull();
        assertThat(DotEnv.parseRaw(text, known)).isNotNull();
    }
}
