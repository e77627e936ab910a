package dev.taowa.git;

import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reports how a repository's packs grow, while git fetches without a word: what a partial clone does as it checks out. */
final class Growth implements AutoCloseable {

    private static final long PERIOD_MILLIS = 1000;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Path repository;
    private final Step step;

    Growth(Path folder, Step step) {
        this.repository = folder.resolve(".git");
        this.step = step;
        Thread.ofVirtual().name("git-growth").start(this::watch);
    }

    private void watch() {
        var last = bytes();
        try {
            while (!done.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                var now = bytes();
                if (now > last) {
                    step.progress().report(new Event.Advanced(Phase.SOURCE, "Received", now, 0, Event.Unit.BYTES));
                    last = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long bytes() {
        try (var files = Files.walk(repository)) {
            return files.filter(file -> file.getFileName().toString().contains("pack"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
