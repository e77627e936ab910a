package dev.taowa.server;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Words for what ended an operation. */
final class Outcomes {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    /** How the kernel, and SQLite, say that the disk is full. */
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded", "SQLITE_FULL");

    private Outcomes() {}

    static Problem problem(Operation operation, Throwable thrown) {
        var what = operation.kind().word() + " of " + operation.wish().name();
        var full = diskFull(thrown, what);
        if (full.isPresent()) {
            return full.get();
        }
        if (operation.isCancelled()) {
            return new Problem(ProblemCode.CANCELLED, what + " was cancelled", "run the same command again to go on");
        }
        if (thrown instanceof ProblemException known) {
            return known.problem();
        }
        LOG.errorf(thrown, "operation %s (%s) failed by a mistake of ours", operation.id(), operation.kind());
        return new Problem(
                ProblemCode.BUG,
                "%s failed by a mistake of Taowa: %s".formatted(what, thrown),
                "server.log in the state folder has the details; please report them");
    }

    /** The problem of what failed because the disk is full, if that is why. */
    static Optional<Problem> diskFull(Throwable thrown, String what) {
        return isDiskFull(thrown)
                ? Optional.of(new Problem(
                        ProblemCode.NO_SPACE,
                        "no space is left on this machine's disk for " + what,
                        "free some, then run the same command again to go on"))
                : Optional.empty();
    }

    private static boolean isDiskFull(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (!(cause instanceof ProblemException) && FULL.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
