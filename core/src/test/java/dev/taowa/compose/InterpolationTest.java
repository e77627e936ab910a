package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.Substitution;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {

    private final Property.Reading reading = new Property.Reading(Substitution.NONE);
    private final Property at = Property.root(Forms.JSON.objectNode(), reading);
    private final ProjectVariables variables =
            ProjectVariables.of(Map.of("A", "1", "EMPTY", "", "DOLLAR", "$A"), new TreeSet<>());

    private String resolve(String text) {
        return new Interpolation(variables, new Budget()).text(at, text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            $A                    | 1
            ${A}                  | 1
            x${A}y$A.z            | x1y1.z
            $$A                   | $A
            $$$A                  | $1
            ${N:-d}               | d
            ${N-d}                | d
            ${EMPTY:-d}           | d
            [${EMPTY-d}]          | []
            ${A:+yes}             | yes
            [${EMPTY:+yes}]       | []
            ${EMPTY+yes}          | yes
            [${N+yes}]            | []
            ${A:?needed}          | 1
            ${N:-${M:-deep}}      | deep
            ${N:-${A}}            | 1
            ${N:-a$$b}            | a$b
            ${A:-${M:?not asked}} | 1
            ${N:-a:-b}            | a:-b
            $DOLLAR               | $A
            {A}                   | {A}
            """)
    void variablesArePutIn(String text, String expected) {
        assertThat(resolve(text)).isEqualTo(expected);
        assertThat(reading.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${N:?set $A}   | needs the variable N: set 1
            ${EMPTY:?}     | needs the variable EMPTY
            ${}            | begins no variable
            ${1}           | begins no variable
            ${A            | begins no variable
            ${A!x}         | begins no variable
            $              | begins no variable
            $(ls)          | begins no variable
            """)
    void mistakesAreTold(String text, String told) {
        resolve(text);

        assertThat(reading.mistakes())
                .extracting(Remark::text)
                .singleElement()
                .asString()
                .contains(told);
    }

    @net.jqwik.api.Property
    void whatIsEscapedComesBack(@ForAll @StringLength(max = 60) String text) {
        assertThat(resolve(text.replace("$", "$$"))).isEqualTo(text);
    }

    @net.jqwik.api.Property
    void anyTextIsResolvedOrAMistake(@ForAll List<@StringLength(max = 8) String> parts) {
        var text = String.join("${A:-", parts) + "}".repeat(parts.size() / 2) + "$";

        assertThat(resolve(text)).isNotNull();
        assertThat(reading.mistakes()).isNotEmpty();
    }
}
