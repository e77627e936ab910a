package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/**
 * Something to say of one place of a file.
 *
 * @param at the place
 * @param text a sentence that begins with the place's name
 * @param spot where that was written, as far as it is known
 */
public record Remark(JsonPointer at, String text, Optional<Locator.Spot> spot) {

    public Remark(JsonPointer at, String text) {
        this(at, text, Optional.empty());
    }

    /**
     * The sentence after its file, line and column.
     *
     * @param file the one that is meant when nothing else is known
     */
    public String told(String file) {
        return spot.map(found -> "%s, line %d, column %d: %s"
                        .formatted(
                                DocumentProblems.printable(found.file()),
                                found.place().line(),
                                found.place().column(),
                                text))
                .orElse(DocumentProblems.printable(file) + ": " + text);
    }

    @Override
    public String toString() {
        return spot.isPresent() ? told("") : text;
    }
}
