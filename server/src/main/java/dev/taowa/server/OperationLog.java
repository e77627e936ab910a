package dev.taowa.server;

import dev.taowa.task.Event;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps what an operation printed in a file of its workspace, for {@code taowa logs}. */
final class OperationLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OperationLog.class);
    static final String FILE = "operations.log";
    private static final long LIMIT_BYTES = 16 << 20;

    private @Nullable Writer writer;

    private OperationLog(@Nullable Writer writer) {
        this.writer = writer;
    }

    /** Where it cannot be kept, the operation goes on without. */
    static OperationLog open(Path folder, Operation operation) {
        var log = new OperationLog(writer(folder));
        log.write(header(operation));
        operation.listen(0, (number, event) -> log.write(text(event)));
        return log;
    }

    private static @Nullable Writer writer(Path folder) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(FILE);
            if (Files.exists(file) && Files.size(file) > LIMIT_BYTES) {
                Files.move(file, folder.resolve(FILE + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
            // Not a channel: those close when an operation is cancelled by interrupt.
            return new OutputStreamWriter(new FileOutputStream(file.toFile(), true), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warnf("an operation's log cannot be written: %s", e.getMessage());
            return null;
        }
    }

    /** The line that begins an operation's part of the file. */
    static String header(Operation operation) {
        return "== %s, operation %s".formatted(operation.kind().word(), operation.id());
    }

    private synchronized void write(String text) {
        if (text.isEmpty() || writer == null) {
            return;
        }
        try {
            writer.write(text + "\n");
            writer.flush();
        } catch (IOException e) {
            LOG.warnf("an operation's log ends early: %s", e.getMessage());
            close();
        }
    }

    /** An event as a person reads it later; empty for those that only matter while they happen. */
    static String text(Event event) {
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
                "problem: %s\nfix: %s"
                        .formatted(failed.problem().what(), failed.problem().fix());
            case Event.SecretWanted wanted -> "secret wanted: " + wanted.name();
            case Event.Ready _ -> "ready; what is left runs in the background";
            case Event.Advanced _, Event.Succeeded _ -> "";
        };
    }

    @Override
    public synchronized void close() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            LOG.warnf("an operation's log cannot be closed: %s", e.getMessage());
        }
        writer = null;
    }
}
