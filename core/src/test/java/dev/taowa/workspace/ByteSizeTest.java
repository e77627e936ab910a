package dev.taowa.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"4gb,4294967296", "512m,536870912", "1024,1024", "2 GiB,2147483648", "1kb,1024", "0,0"})
    void parses(String text, long bytes) {
        assertThat(ByteSize.parse(text)).contains(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gb", "-1", "4 parsecs", "999999999999999tb", "1e9"})
    void refuses(String text) {
        assertThat(ByteSize.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 KiB", "4294967296,4.0 GiB"})
    void printsForPeople(long bytes, String text) {
        assertThat(new ByteSize(bytes)).hasToString(text);
    }
}
