package dev.taowa.server;

import dev.taowa.task.Event;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Keeps what an operation printed in a file of its workspace, for {@code taowa logs}. */
final class OperationLog implements AutoCloseable {

    static final String FILE = "operations.log";
    private static final long LIMIT_BYTES = 16 << 20;

    private final BufferedWriter writer;
    private boolean broken;

    private OperationLog(BufferedWriter writer) {
        this.writer = writer;
    }

    static OperationLog open(Path folder, Operation operation) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(FILE);
        if (Files.exists(file) && Files.size(file) > LIMIT_BYTES) {
            Files.move(file, folder.resolve(FILE + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        var log = new OperationLog(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        operation.listen(0, (number, event) -> log.write(event));
        return log;
    }

    private synchronized void write(Event event) {
        var text = text(event);
        if (text.isEmpty() || broken) {
            return;
        }
        try {
            writer.write(text);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            broken = true;
            Operations.warn(e);
        }
    }

    private static String text(Event event) {
        return switch (event) {
            case Event.Started started ->
                "%s %s".formatted(started.at(), started.phase().title());
            case Event.Line line -> "  " + line.text();
            case Event.Ended ended ->
                "%s %s %s"
                        .formatted(
                                ended.at(),
                                ended.phase().title(),
                                ended.outcome().name().toLowerCase(Locale.ROOT));
            case Event.Warned warned -> "warning: " + warned.text();
            case Event.Failed failed ->
                "problem: %s%nfix: %s"
                        .formatted(failed.problem().what(), failed.problem().fix());
            case Event.Advanced _, Event.Succeeded _ -> "";
        };
    }

    @Override
    public synchronized void close() throws IOException {
        broken = true;
        writer.close();
    }
}
