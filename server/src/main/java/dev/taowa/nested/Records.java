package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * Takes the documents of JSON out of a stream that may say anything. Lines come in parts where they are long, so each
 * document is followed by an empty line. Not safe for use by many threads.
 */
final class Records implements Consumer<String> {

    static final int MOST_CHARACTERS_OF_ONE = 4 << 20;
    static final int MOST_CHARACTERS = 32 << 20;

    private final StringBuilder text = new StringBuilder();
    private final Consumer<JsonNode> records;
    private final Consumer<String> rubbish;
    private long characters;
    private boolean isRubbish;

    /** @param rubbish is called once, with what is wrong, when the stream is not to be heeded any more */
    Records(Consumer<JsonNode> records, Consumer<String> rubbish) {
        this.records = records;
        this.rubbish = rubbish;
    }

    @Override
    public void accept(String part) {
        if (isRubbish) {
            return;
        }
        if (part.isEmpty()) {
            end();
            return;
        }
        characters += part.length();
        if (characters > MOST_CHARACTERS || text.length() + part.length() > MOST_CHARACTERS_OF_ONE) {
            refuse("it says too much");
            return;
        }
        text.append(part);
    }

    private void end() {
        if (text.isEmpty()) {
            return;
        }
        var record = EngineAnswer.read(text.toString());
        text.setLength(0);
        if (record.isContainerNode()) {
            records.accept(record);
        } else {
            refuse("it speaks no JSON");
        }
    }

    private void refuse(String why) {
        isRubbish = true;
        text.setLength(0);
        text.trimToSize();
        rubbish.accept(why);
    }
}
