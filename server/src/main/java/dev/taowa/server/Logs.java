package dev.taowa.server;

import dev.taowa.access.MinaSessions;
import dev.taowa.dial.Command;
import dev.taowa.driver.Driver;
import dev.taowa.up.Wish;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What operations on a workspace printed, then its journal while it runs. */
final class Logs {

    private static final int JOURNAL_LINES = 1000;
    private static final int PIPE_BYTES = 64 * 1024;

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

    /** The text as it comes; with {@code follow} it goes on until the reader leaves or the machine stops. */
    InputStream read(Wish wish, boolean follow) throws IOException {
        var input = new PipedInputStream(PIPE_BYTES);
        var writer = new PrintWriter(new PipedOutputStream(input), true, StandardCharsets.UTF_8);
        Thread.ofVirtual().name("logs-" + wish.name()).start(() -> {
            try (writer) {
                write(wish, follow, writer);
            } catch (IOException | RuntimeException e) {
                writer.println("(the log ends here: " + e.getMessage() + ")");
            }
        });
        return input;
    }

    private void write(Wish wish, boolean follow, PrintWriter writer) throws IOException {
        var file = home.logs(wish.id()).resolve(OperationLog.FILE);
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.forEach(writer::println);
            }
        }
        if (follow) {
            operations.running(wish.id()).ifPresent(Operation::await);
        }
        var running = driver.find(wish.id()).filter(found -> found.sshPort().isPresent());
        if (running.isEmpty()) {
            return;
        }
        var argv = new ArrayList<>(List.of("journalctl", "--no-pager", "--quiet", "-n", String.valueOf(JOURNAL_LINES)));
        if (follow) {
            argv.add("--follow");
        }
        sessions.run(running.get(), new Command("root", argv, Map.of(), "/"), line -> {
            writer.println(line);
            if (writer.checkError()) {
                throw new IllegalStateException("the reader left");
            }
        });
    }
}
