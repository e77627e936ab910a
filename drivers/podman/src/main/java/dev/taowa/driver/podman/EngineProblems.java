package dev.taowa.driver.podman;

import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.WorkspaceId;
import java.util.Locale;

/** The problems that running workspaces may meet, each worded once. */
final class EngineProblems {

    private EngineProblems() {}

    /** What the engine refused, told by its own words: the API has no codes for these. */
    static ProblemException of(EngineException thrown, String doing) {
        var words = thrown.words().toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("disk quota exceeded")) {
            return problem(
                    thrown,
                    ProblemCode.NO_SPACE,
                    "no space is left on the engine's disk while " + doing,
                    "free some: `taowa ls` shows workspaces to delete, `podman system df` what the engine holds");
        }
        if (isPortTaken(thrown)) {
            return problem(
                    thrown,
                    ProblemCode.PORT_TAKEN,
                    "the port of this machine that leads to the workspace's sshd is taken by another program",
                    "end that program (`ss -ltnp` names it), or make the workspace anew with `taowa rebuild`");
        }
        return problem(
                thrown,
                ProblemCode.ENGINE_FAILED,
                "the engine failed while %s: %s"
                        .formatted(doing, thrown.words().strip().replaceAll("\\s+", " ")),
                "run the same command again; `taowa host check local` tells what this host can do");
    }

    static ProblemException imageNotFound(ImageTag image) {
        return new ProblemException(
                new Problem(
                        ProblemCode.IMAGE_NOT_FOUND,
                        "image %s is not on the host".formatted(image),
                        "run `taowa up` again, which makes it; a name of your own is corrected in \"image\" of devcontainer.json"));
    }

    static ProblemException notFound(WorkspaceId id) {
        return new ProblemException(new Problem(
                ProblemCode.WORKSPACE_NOT_FOUND,
                "the engine knows no workspace %s".formatted(id),
                "`taowa up` makes it again from its source"));
    }

    static ProblemException notRunning(WorkspaceId id) {
        return new ProblemException(new Problem(
                ProblemCode.WORKSPACE_NOT_RUNNING,
                "workspace %s does not run".formatted(id),
                "start it with `taowa start` or `taowa up`"));
    }

    private static ProblemException problem(EngineException thrown, ProblemCode code, String what, String fix) {
        return new ProblemException(new Problem(code, what, fix), thrown);
    }

    static boolean isPortTaken(EngineException thrown) {
        return thrown.words().toLowerCase(Locale.ROOT).contains("address already in use");
    }
}
