package dev.taowa.up;

import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Has a machine stop by itself when nobody uses it: a timer of its own systemd looks, and nothing outside takes part. */
final class IdleStop {

    private static final String PROGRAM = "/usr/local/lib/taowa/taowa-idle";
    private static final String UNITS = "/etc/systemd/system/";

    private IdleStop() {}

    /** The files that make it so; none where {@code after} is zero, which means never. */
    static List<PlacedFile> files(Duration after) {
        if (after.isZero()) {
            return List.of();
        }
        return List.of(
                new PlacedFile(PROGRAM, 0755, Secret.of(read("taowa-idle"))),
                new PlacedFile(UNITS + "taowa-idle.timer", 0644, Secret.of(read("taowa-idle.timer"))),
                new PlacedFile(UNITS + "taowa-idle.service", 0644, Secret.of(unit(after))),
                new PlacedFile(
                        UNITS + "timers.target.d/taowa-idle.conf",
                        0644,
                        Secret.of("[Unit]\nWants=taowa-idle.timer\n")));
    }

    private static String unit(Duration after) {
        return """
            [Unit]
            Description=Stop of a machine that nobody uses

            [Service]
            Type=oneshot
            RuntimeDirectory=taowa-idle
            RuntimeDirectoryPreserve=yes
            ExecStart=%s %d
            """.formatted(PROGRAM, after.toSeconds());
    }

    private static String read(String name) {
        try (var in = IdleStop.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
