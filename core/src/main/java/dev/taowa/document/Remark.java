package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * Something to say of one place of a file.
 *
 * @param at the place
 * @param text a sentence that begins with the place's name
 */
public record Remark(JsonPointer at, String text) {

    @Override
    public String toString() {
        return text;
    }
}
