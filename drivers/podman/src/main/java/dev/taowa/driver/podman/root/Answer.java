package dev.taowa.driver.podman.root;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended: with a value, a problem, or for a dial a refusal or another failure of the connection.
 */
record Answer(
        @Nullable JsonNode value,
        @Nullable Problem problem,
        @Nullable String refused,
        @Nullable String failed) {

    static Answer of(JsonNode value) {
        return new Answer(value, null, null, null);
    }

    static Answer of(Problem problem) {
        return new Answer(null, problem, null, null);
    }

    static Answer of(IOException thrown) {
        var words = String.valueOf(thrown.getMessage());
        return thrown instanceof ConnectException
                ? new Answer(null, null, words, null)
                : new Answer(null, null, null, words);
    }

    /** Throws what went wrong, if anything did. */
    void orThrow() throws IOException {
        if (problem != null) {
            throw new ProblemException(problem);
        }
        if (refused != null) {
            throw new ConnectException(refused);
        }
        if (failed != null) {
            throw new IOException(failed);
        }
    }
}
