package dev.taowa.definition;

import dev.taowa.document.JsonPlaces;

/**
 * Something that is wrong with a definition, or without effect in it.
 *
 * @param rule a permanent name of its kind
 * @param file relative to the source's folder
 */
public record Finding(Severity severity, Rule rule, String file, JsonPlaces.Place place, String text) {

    /** Whether a workspace can be made in spite of it. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** The kinds of findings; scripts match on their words, so none is ever renamed. */
    public enum Rule {
        MALFORMED("malformed", "The file cannot be read."),
        INVALID("invalid", "A value that cannot be taken."),
        NO_EFFECT("no-effect", "Something that has no effect."),
        UNPINNED_FEATURE("unpinned-feature", "A Feature whose version may change from day to day.");

        private final String word;
        private final String description;

        Rule(String word, String description) {
            this.word = word;
            this.description = description;
        }

        public String word() {
            return word;
        }

        public String description() {
            return description;
        }
    }
}
