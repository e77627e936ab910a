package dev.taowa.detection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "22; 22; 21 23 2",
                "22.3.1; 22; 21 23",
                "v20.1.0; 20; 21",
                ">=18; 18 20 99; 17",
                ">=18 <21; 18 20; 17 21",
                ">= 18, < 21; 20; 21",
                ">18; 19; 18",
                "<=20; 20 3; 21",
                "^22.3; 22; 21 23",
                "^8.1; 8.1 8.4; 8.0 9.0",
                "^0.4; 0.4; 0.5 1",
                "~8.1; 8.1; 8.2",
                "~=3.9; 3.9 3.13; 3.8 4",
                "==3.11.*; 3.11; 3.12",
                "18 || 22; 18 22; 20",
                "7.4|8.2; 8.2 7.4; 8.1",
                "18 - 20; 18 19 20; 17 21",
                "*; 1 99; nonsense",
                "20.x; 20; 21",
                "!=3.9; 3.9 3.10; nonsense",
                "1.85.0; 1.85; 1.8 1.86"
            })
    void meets(String range, String in, String out) {
        var parsed = VersionRange.parse(range).orElseThrow();

        assertThat(in.strip().split(" "))
                .allSatisfy(version -> assertThat(parsed.meets(version)).isTrue());
        assertThat(out.strip().split(" "))
                .allSatisfy(version -> assertThat(parsed.meets(version)).isFalse());
    }

    @Property
    void anyTextIsReadOrNot(@ForAll String text) {
        VersionRange.parse(text)
                .ifPresent(range -> assertThat(range.intervals()).isNotEmpty());
    }

    @Property
    void aVersionMeetsItself(
            @ForAll @IntRange(min = 0, max = 99_999) int major, @ForAll @IntRange(min = 0, max = 99_999) int minor) {
        var version = major + "." + minor;

        assertThat(VersionRange.parse(version).orElseThrow().meets(version)).isTrue();
        assertThat(VersionRange.parse(">=" + version).orElseThrow().meets(version))
                .isTrue();
        assertThat(VersionRange.parse("<" + version))
                .satisfies(below ->
                        assertThat(below.filter(range -> range.meets(version))).isEmpty());
        assertThat(VersionRange.parse(version).orElseThrow().isBelow(major + "." + (minor + 1)))
                .isTrue();
    }
}
