package dev.taowa.server;

import dev.taowa.access.MinaSessions;
import dev.taowa.dial.Command;
import dev.taowa.driver.Driver;
import dev.taowa.task.Event;
import dev.taowa.up.Wish;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** What operations on a workspace printed, then its journal while it runs. */
final class Logs {

    private static final int JOURNAL_LINES = 1000;

    private final ServerHome home;
    private final Driver driver;
    private final MinaSessions sessions;
    private final Operations operations;

    Logs(ServerHome home, Driver driver, MinaSessions sessions, Operations operations) {
        this.home = home;
        this.driver = driver;
        this.sessions = sessions;
        this.operations = operations;
    }

    /** Writes it all; with {@code follow} it goes on until the reader leaves or the machine stops. */
    void write(Wish wish, boolean follow, OutputStream out) throws IOException {
        Consumer<String> lines = line -> print(out, line);
        try {
            var underWay = follow ? operations.running(wish.id()) : Optional.<Operation>empty();
            kept(wish, underWay, lines);
            if (underWay.isPresent()) {
                live(underWay.get(), lines);
            }
            var running = driver.find(wish.id()).filter(found -> found.sshPort().isPresent());
            if (running.isPresent()) {
                sessions.run(running.get(), new Command("root", journal(follow), Map.of(), "/"), lines);
            }
        } catch (UncheckedIOException e) {
            // The reader left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(OutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> journal(boolean follow) {
        var argv = new ArrayList<>(List.of("journalctl", "--no-pager", "--quiet", "-n", String.valueOf(JOURNAL_LINES)));
        if (follow) {
            argv.add("--follow");
        }
        return argv;
    }

    /** The kept output, up to where the operation that runs begins. */
    private void kept(Wish wish, Optional<Operation> underWay, Consumer<String> lines) throws IOException {
        var file = home.logs(wish.id()).resolve(OperationLog.FILE);
        if (!Files.exists(file)) {
            return;
        }
        var end = underWay.map(OperationLog::header).orElse("");
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null && !line.equals(end); line = reader.readLine()) {
                lines.accept(line);
            }
        }
    }

    /** All that the operation tells, from its beginning to its end. */
    private static void live(Operation operation, Consumer<String> lines) throws InterruptedException {
        var events = new LinkedBlockingQueue<Event>();
        var listening = operation.listen(0, (number, event) -> events.add(event));
        try (listening) {
            lines.accept(OperationLog.header(operation));
            while (true) {
                var event = events.take();
                var text = OperationLog.text(event);
                if (!text.isEmpty()) {
                    lines.accept(text);
                }
                if (event instanceof Event.Succeeded || event instanceof Event.Failed) {
                    return;
                }
            }
        }
    }
}
