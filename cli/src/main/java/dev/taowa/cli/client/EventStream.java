package dev.taowa.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events whose ids count up. */
public final class EventStream {

    /** One event; id is one more than the last one's when the server gave none. */
    public record Message(int id, String data) {}

    private final BufferedReader lines;
    private int lastId = -1;

    public EventStream(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** Waits for the next event with data; empty at the end of the stream. */
    public Optional<Message> next() throws IOException {
        var data = new StringBuilder();
        var id = lastId + 1;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                lastId = id;
                return Optional.of(new Message(id, data.toString().strip()));
            }
            if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()).strip()).append('\n');
            }
            if (line.startsWith("id:")) {
                id = number(line.substring("id:".length()).strip());
            }
        }
        return Optional.empty();
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("not an event id: " + text, e);
        }
    }
}
