package dev.taowa.nested;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import dev.taowa.workspace.WorkspaceState;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A workspace whose engines say what a test says: each command by a word that is in it. */
final class FakeInside implements Sessions {

    static final Workspace WORKSPACE = new Workspace(
            new WorkspaceId("0123456789ab"),
            new WorkspaceName("demo"),
            new ImageTag("image:1"),
            Map.of(),
            Instant.EPOCH,
            new WorkspaceState.Running(Instant.EPOCH),
            OptionalInt.of(22));

    /** Ends a stream, and one that breaks. */
    private static final String END = "end";

    private static final String BREAK = "break";

    /** The commands that were run. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, List<String>> answers = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> streams = new ConcurrentHashMap<>();

    /** What a command prints that ends at once. */
    FakeInside answer(String word, String... lines) {
        answers.put(word, List.of(lines));
        return this;
    }

    /** What a command that goes on prints next. */
    FakeInside say(String word, String... lines) {
        stream(word).addAll(List.of(lines));
        return this;
    }

    FakeInside end(String word) {
        return say(word, END);
    }

    FakeInside breakOff(String word) {
        return say(word, BREAK);
    }

    private BlockingQueue<String> stream(String word) {
        return streams.computeIfAbsent(word, _ -> new LinkedBlockingQueue<>());
    }

    @Override
    public int run(Workspace workspace, Command command, Consumer<String> lines) throws IOException {
        var line = String.join(" ", command.argv());
        asked.add(line);
        for (var answer : answers.entrySet()) {
            if (line.contains(answer.getKey())) {
                answer.getValue().forEach(lines);
                return 0;
            }
        }
        for (var stream : streams.entrySet()) {
            if (line.contains(stream.getKey())) {
                return follow(stream.getValue(), lines);
            }
        }
        return 1;
    }

    private static int follow(BlockingQueue<String> stream, Consumer<String> lines) throws IOException {
        try {
            while (true) {
                var line = stream.take();
                switch (line) {
                    case END -> {
                        return 0;
                    }
                    case BREAK -> throw new IOException("the connection is gone");
                    default -> lines.accept(line.equals("-") ? "" : line);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    long timesAsked(String word) {
        return asked.stream().filter(line -> line.contains(word)).count();
    }
}
