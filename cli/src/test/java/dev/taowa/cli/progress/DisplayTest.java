package dev.taowa.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.cli.Golden;
import dev.taowa.cli.terminal.Terminal;
import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {20, 80, 200})
    void drawsInATerminal(int width) {
        play(live(new Terminal(true, true, true, true), width));

        Golden.check("progress-" + width, visible());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 80, 200})
    void noDrawnLineIsAsWideAsTheTerminal(int width) {
        var display = live(new Terminal(true, true, false, true), width);
        display.show(started(Phase.BASE_IMAGE));
        display.show(new Event.Advanced(Phase.BASE_IMAGE, "包".repeat(200), 1, 2, Event.Unit.BYTES));
        display.show(new Event.Line(Phase.BASE_IMAGE, "x".repeat(500)));
        bytes.reset();
        display.tick();

        var drawn = visible().lines().map(line -> line.replaceAll("<[^>]*>", ""));
        assertThat(drawn).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThan(width));
    }

    @Test
    void withoutColourOrUnicodeStillDraws() {
        play(live(new Terminal(true, true, false, false), 80));

        assertThat(visible()).doesNotContain("<2m>", "<32m>", "…", "✓").contains("+ Source");
    }

    @Test
    void printsPlainLinesElsewhere() {
        play(new PlainDisplay(out, () -> now));

        assertThat(shown()).doesNotContain("\u001b", "\r");
        Golden.check("progress-plain", shown());
    }

    @Test
    void aSilentPhaseSaysThatItWorks() {
        var display = new PlainDisplay(out, () -> now);
        display.show(started(Phase.WEB_IDE));
        now = now.plus(Duration.ofSeconds(29));
        display.tick();
        assertThat(shown()).doesNotContain("still working");

        now = now.plus(Duration.ofSeconds(2));
        display.tick();
        display.tick();

        assertThat(shown()).containsOnlyOnce("Web IDE: still working after 31 s");
    }

    private void play(Display display) {
        display.show(started(Phase.SOURCE));
        after(250);
        display.show(new Event.Ended(Phase.SOURCE, now, Duration.ofMillis(250), Event.Outcome.DONE));
        display.show(started(Phase.BASE_IMAGE));
        display.show(started(Phase.WEB_IDE));
        after(61_000);
        display.show(new Event.Advanced(Phase.BASE_IMAGE, "packages", 35_000_000, 80_000_000, Event.Unit.BYTES));
        display.show(new Event.Line(Phase.BASE_IMAGE, "\u001b[32mSetting up\u001b[0m systemd (257.8-1) ...\n"));
        display.show(new Event.Advanced(Phase.WEB_IDE, "", 3, 0, Event.Unit.STEPS));
        display.tick();
        display.show(new Event.Warned("time is not synchronised"));
        display.say("the local server ended; starting it again");
        display.show(new Event.Ended(Phase.WEB_IDE, now, Duration.ZERO, Event.Outcome.UNCHANGED));
        display.show(new Event.Ended(Phase.BASE_IMAGE, now, Duration.ofMinutes(1), Event.Outcome.FAILED));
        display.show(new Event.Failed(new Problem(ProblemCode.NO_SPACE, "full", "free some")));
        display.close();
    }

    private void after(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }

    private Event started(Phase phase) {
        return new Event.Started(phase, now);
    }

    private Display live(Terminal terminal, int width) {
        return new LiveDisplay(out, terminal, () -> now, () -> width);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Escape sequences as text. */
    private String visible() {
        return shown().replaceAll("\u001b\\[([0-9]*[A-Za-z])", "<$1>").replace("\r", "<CR>");
    }
}
