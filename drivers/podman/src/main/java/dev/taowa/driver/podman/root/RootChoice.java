package dev.taowa.driver.podman.root;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.Optional;

/** Chooses how this process comes to root's powers. */
final class RootChoice {

    private RootChoice() {}

    static Root obtain(String stateId) {
        Optional<Root> found = Optional.empty();
        return found.orElseThrow(() -> new ProblemException(new Problem(
                ProblemCode.PRIVILEGE_REFUSED,
                "nothing does what needs root for state " + stateId,
                "run taowa as root, or as a user who may use sudo")));
    }
}
