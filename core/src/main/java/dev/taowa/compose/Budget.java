package dev.taowa.compose;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;

/** What one project may come to, so that no file of somebody else can fill the memory. */
final class Budget {

    private static final int MOST_FILES = 100;
    private static final int MOST_VALUES = 300_000;
    private static final int MOST_CHARACTERS = 16 << 20;

    private int files;
    private int values;
    private int characters;

    void takeFile() {
        files++;
        check(files <= MOST_FILES, "has more than %d files".formatted(MOST_FILES));
    }

    void takeValues(int count) {
        values += count;
        check(values <= MOST_VALUES, "comes to more than %d values".formatted(MOST_VALUES));
    }

    void takeCharacters(int count) {
        characters += count;
        check(characters <= MOST_CHARACTERS, "comes to more than %d MiB of text".formatted(MOST_CHARACTERS >> 20));
    }

    private static void check(boolean kept, String what) {
        if (!kept) {
            throw new ProblemException(new Problem(
                    ProblemCode.DEFINITION_INVALID,
                    "the compose project " + what,
                    "look for variables, extends or includes that multiply each other"));
        }
    }
}
