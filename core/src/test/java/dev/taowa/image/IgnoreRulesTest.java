package dev.taowa.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

    @ParameterizedTest
    @CsvSource({
        "node_modules, node_modules/a/b, true",
        "node_modules, app/node_modules/a, false",
        "**/node_modules, app/node_modules/a, true",
        "**/node_modules, node_modules, true",
        "/build/, build/x, true",
        "./a//b, a/b, true",
        "*.log, x.log, true",
        "*.log, a/x.log, false",
        "**/*.log, a/b/x.log, true",
        "a?c, abc, true",
        "a?c, a/c, false",
        "[a-c].txt, b.txt, true",
        "[^a-c].txt, b.txt, false",
        "[a-c].txt, d.txt, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "../x, x, true",
        "a/**/z, a/b/c/z, true",
        "a/**/z, a/z, true",
        "(a|b), a, false",
        "**, anything/at/all, true",
    })
    void matchesAsDockerDoes(String pattern, String path, boolean ignored) {
        assertThat(IgnoreRules.parse(pattern).ignores(path)).isEqualTo(ignored);
    }

    @Test
    void noRuleTakesLong() {
        var rules = IgnoreRules.parse("*a".repeat(40) + "b");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(rules.ignores("a".repeat(250))).isFalse());
    }

    @Test
    void lastRuleThatMatchesDecides() {
        var rules = IgnoreRules.parse("# all but one\n*\n\n!keep\nkeep/secret\n");

        assertThat(rules.ignores("other")).isTrue();
        assertThat(rules.ignores("keep")).isFalse();
        assertThat(rules.ignores("keep/file")).isFalse();
        assertThat(rules.ignores("keep/secret")).isTrue();
        assertThat(rules.hasExceptions()).isTrue();
    }

    @Property(tries = 500)
    void anyTextIsAListOfRules(@ForAll String text, @ForAll String path) {
        var rules = IgnoreRules.parse(text);

        assertThat(rules.ignores(path)).isIn(true, false);
    }
}
