package dev.taowa.task;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;

/** Turns what work threw into what callers expect. */
final class Thrown {

    private Thrown() {}

    static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case InterruptedException interrupted -> cancelled(interrupted);
            case ClosedByInterruptException interrupted -> cancelled(interrupted);
            case IOException io -> new UncheckedIOException(io);
            default -> new IllegalStateException(thrown);
        };
    }

    private static ProblemException cancelled(Exception cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.CANCELLED, "the operation was cancelled", "run the same command again to go on"),
                cause);
    }
}
