package dev.taowa.feature;

import dev.taowa.document.DocumentProblems;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import java.util.List;

/** The problems that Features may have, each worded once. */
final class FeatureProblems {

    static final String WRITE_REFERENCE =
            "write HOST/PATH/NAME:VERSION, https://…/devcontainer-feature-NAME.tgz, or ./FOLDER";

    private FeatureProblems() {}

    static String shown(String text) {
        return DocumentProblems.printable(text);
    }

    static Problem badReference(String id, String why, String fix) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID, "the Feature \"%s\" %s".formatted(shown(id), shown(why)), shown(fix));
    }

    static Problem badOptions(String id, List<String> mistakes) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "the Feature \"%s\": %s".formatted(shown(id), String.join("; ", mistakes)),
                "correct its options in devcontainer.json");
    }

    static Problem cycle(List<String> words) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "these Features wait for each other: %s".formatted(String.join(" ", words)),
                "leave one of them out, or take versions that do not need each other");
    }

    static Problem tooMany(int limit) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "the Features and what they depend on are more than %d".formatted(limit),
                "leave out the one that draws in so many");
    }

    /** Bytes that are not what they are said to be; {@code what} is such as {@code the Feature ghcr.io/x/go:1}. */
    static Problem refused(String what, String why) {
        return new Problem(
                ProblemCode.FEATURE_REFUSED,
                "%s is refused: %s".formatted(shown(what), shown(why)),
                "take another version, or tell whoever publishes it");
    }

    static Problem unreadable(String what, String why) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "%s cannot be read: %s".formatted(shown(what), shown(why)),
                "make all of its files readable to this user");
    }

    static Problem notALock(String file, String why) {
        return new Problem(
                ProblemCode.LOCK_OUTDATED,
                "%s: %s".formatted(shown(file), shown(why)),
                "delete that file and run `taowa up` to write it anew");
    }

    static Problem notAsLocked(String id, Digest locked, Digest found) {
        return new Problem(
                ProblemCode.FEATURE_REFUSED,
                "the Feature \"%s\" is not the one that was locked: %s was expected and %s came"
                        .formatted(shown(id), locked, found),
                "find out why it changed; to take it as it is, delete its entry in the lock file");
    }

    static Problem lockOutdated(String file, String why) {
        return new Problem(
                ProblemCode.LOCK_OUTDATED,
                "%s is frozen but %s".formatted(shown(file), shown(why)),
                "run the same command without --frozen-lockfile once and commit " + shown(file));
    }
}
