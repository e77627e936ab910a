package dev.taowa.driver.podman.root;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The problems that work as root may meet, each worded once. */
final class RootProblems {

    private static final String CHECK = "run `taowa host check local`";

    private RootProblems() {}

    static ProblemException cancelled(@Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.CANCELLED, "the operation was cancelled", "run the same command again to go on"),
                cause);
    }

    static ProblemException failed(String doing, IOException cause) {
        var words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var full = words.contains("No space left") || words.contains("Disk quota exceeded");
        return new ProblemException(
                full
                        ? new Problem(
                                ProblemCode.NO_SPACE,
                                "no space left while %s".formatted(doing),
                                "free some disk space, then run the same command again")
                        : new Problem(ProblemCode.ENGINE_FAILED, "%s failed: %s".formatted(doing, words), CHECK),
                cause);
    }

    static ProblemException programMissing(String program) {
        return new ProblemException(new Problem(
                ProblemCode.PACKAGES_MISSING,
                "the program %s is not installed".formatted(program),
                "install the package that has it, or run `taowa doctor --fix`"));
    }

    static ProblemException sourceMissing(Path source) {
        return new ProblemException(new Problem(
                ProblemCode.SOURCE_NOT_FOUND,
                "%s does not exist".formatted(source),
                "restore the folder, or run `taowa rm` to delete the workspace"));
    }

    static ProblemException linkInPath(Path source) {
        return new ProblemException(new Problem(
                ProblemCode.SOURCE_REFUSED,
                "%s has a symbolic link in its path".formatted(source),
                "name the folder by its real path"));
    }

    static ProblemException cannotMap(Path source, IOException cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.HOST_UNFIT,
                        "the file system of %s cannot be mounted with mapped owners (%s)"
                                .formatted(source, cause.getMessage()),
                        "keep the folder on ext4, xfs or btrfs, or give a Git URL instead of a folder"),
                cause);
    }

    static ProblemException notOurs(Path path) {
        return new ProblemException(new Problem(
                ProblemCode.BUG,
                "%s is outside the folders that Taowa may change as root".formatted(path),
                "please report this"));
    }

    static ProblemException stillMounted(Path path, Path mount) {
        return new ProblemException(new Problem(
                ProblemCode.BUG,
                "%s was to be deleted while %s is mounted".formatted(path, mount),
                "please report this"));
    }

    static ProblemException folderUnsafe(Path folder, String why) {
        return new ProblemException(new Problem(
                ProblemCode.HOST_UNFIT,
                "%s cannot be trusted: %s".formatted(folder, why),
                "delete it as root, then run the same command again"));
    }

    static ProblemException noPrivilege(String stateId, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.PRIVILEGE_REFUSED,
                        "the engine needs root, and no root helper answers for state " + stateId,
                        "run taowa in a terminal as a user who may use sudo, or as root"),
                cause);
    }

    static ProblemException helperLost(IOException cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.PRIVILEGE_REFUSED,
                        "the root helper went away (%s)".formatted(cause.getMessage()),
                        "run the same command again; it starts a new one through sudo"),
                cause);
    }
}
