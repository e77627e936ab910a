package dev.taowa.driver.podman.root;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** How a program ended, and the last 10,000 lines that it printed. */
public record Outcome(List<String> argv, int status, List<String> output, List<String> errors) {

    private static final int KEPT_LINES = 10_000;

    public Outcome {
        argv = List.copyOf(argv);
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    static Outcome of(Root root, Program program) {
        var output = new ArrayList<String>();
        var errors = new ArrayList<String>();
        var status = root.run(program, line -> {
            var lines = line.error() ? errors : output;
            if (lines.size() == KEPT_LINES) {
                lines.removeFirst();
            }
            lines.add(line.text());
        });
        return new Outcome(program.argv(), status, output, errors);
    }

    public boolean succeeded() {
        return status == 0;
    }

    /** This outcome; ENGINE_FAILED with the program's last words when it did not succeed. */
    public Outcome orFail(String fix) {
        if (succeeded()) {
            return this;
        }
        var words = errors.isEmpty() ? output : errors;
        var last = words.isEmpty() ? "exit status " + status : words.getLast();
        throw new ProblemException(
                new Problem(ProblemCode.ENGINE_FAILED, "%s failed: %s".formatted(argv.getFirst(), last), fix));
    }
}
