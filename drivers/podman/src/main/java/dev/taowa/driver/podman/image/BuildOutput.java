package dev.taowa.driver.podman.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import java.util.ArrayDeque;
import java.util.regex.Pattern;

/** Turns what the engine streams of a build into lines, steps and, in the end, a problem that names the step. */
final class BuildOutput {

    private static final Pattern STEP = Pattern.compile("(?:\\[\\d+/\\d+] )?STEP (\\d+)/(\\d+): (.*)");
    private static final int KEPT_LINES = 3;

    private final Phase phase;
    private final Progress progress;
    private final StringBuilder pending = new StringBuilder();
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private String step = "";
    private String error = "";

    BuildOutput(Phase phase, Progress progress) {
        this.phase = phase;
        this.progress = progress;
    }

    void accept(JsonNode document) {
        pending.append(document.path("stream").asText(""));
        for (var end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n")) {
            var text = pending.substring(0, end);
            pending.delete(0, end + 1);
            line(text);
        }
        if (document.hasNonNull("error")) {
            error = document.path("error").asText();
        }
    }

    /** Tells the last line; a failed build is thrown as IMAGE_BUILD_FAILED. */
    void end() {
        line(pending.toString());
        pending.setLength(0);
        if (!error.isEmpty()) {
            throw failed(error);
        }
    }

    ProblemException failed(String words) {
        if (words.contains("no space left on device")) {
            return PodmanImageProblems.noSpace(words);
        }
        var where = step.isEmpty() ? "" : " in step %s".formatted(step);
        var said = last.isEmpty() ? "" : " after printing: %s".formatted(String.join(" | ", last));
        return new ProblemException(new Problem(
                ProblemCode.IMAGE_BUILD_FAILED,
                "the image build failed%s: %s%s".formatted(where, oneLine(words), said),
                "correct the Containerfile; the whole output is above and in `taowa logs`"));
    }

    private void line(String text) {
        var shown = visible(text);
        if (shown.isBlank()) {
            return;
        }
        progress.line(phase, shown);
        var matcher = STEP.matcher(shown);
        if (matcher.matches()) {
            step = "%s/%s `%s`".formatted(matcher.group(1), matcher.group(2), matcher.group(3));
            last.clear();
            progress.report(new Event.Advanced(
                    phase,
                    matcher.group(3),
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Event.Unit.STEPS));
            return;
        }
        last.add(shown);
        if (last.size() > KEPT_LINES) {
            last.removeFirst();
        }
    }

    /** What a terminal would show of a line that is written over by carriage returns. */
    static String visible(String text) {
        var stripped = text.stripTrailing();
        return stripped.substring(stripped.lastIndexOf('\r') + 1);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
