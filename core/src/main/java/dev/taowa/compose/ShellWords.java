package dev.taowa.compose;

import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.List;

/** Splits a command that is written as one text, by a shell's quotes and backslashes and nothing else of a shell. */
final class ShellWords {

    private ShellWords() {}

    static List<String> split(Property at, String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var begun = false;
        var quote = '\0';
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (character == '\\' && quote != '\'' && index + 1 < text.length()) {
                word.append(text.charAt(++index));
                begun = true;
            } else if (quote != '\0') {
                if (character == quote) {
                    quote = '\0';
                } else {
                    word.append(character);
                }
            } else if (character == '"' || character == '\'') {
                quote = character;
                begun = true;
            } else if (!Character.isWhitespace(character)) {
                word.append(character);
                begun = true;
            } else if (begun) {
                words.add(word.toString());
                word.setLength(0);
                begun = false;
            }
        }
        if (quote != '\0') {
            at.mistake("opens a quote that is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
