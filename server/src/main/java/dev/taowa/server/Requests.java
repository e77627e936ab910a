package dev.taowa.server;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;

/** Reads parts of requests that come as text. */
final class Requests {

    private static final int LAST_PORT = 65_535;

    private Requests() {}

    static int port(String text) {
        if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= LAST_PORT) {
            return Integer.parseInt(text);
        }
        throw new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "\"%s\" is neither \"ide\" nor a port".formatted(text.replaceAll("\\p{Cntrl}", "?")),
                "give a number from 1 to %d".formatted(LAST_PORT)));
    }
}
