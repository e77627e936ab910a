package dev.taowa.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The person's web browser. */
public final class Browser {

    private final Map<String, String> environment;

    public Browser(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The program that opens links: {@code BROWSER}, else the desktop's; empty where there is no desktop. */
    public Optional<String> program() {
        var chosen = environment.getOrDefault("BROWSER", "");
        if (!chosen.isEmpty()) {
            return Optional.of(chosen);
        }
        var desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return desktop && onPath("xdg-open") ? Optional.of("xdg-open") : Optional.empty();
    }

    /** Opens the link in a process that outlives this one; false when that is not possible. */
    public boolean open(String link) {
        var program = program();
        if (program.isEmpty()) {
            return false;
        }
        try {
            var nowhere = new File("/dev/null");
            new ProcessBuilder(List.of("setsid", program.get(), link))
                    .redirectInput(nowhere)
                    .redirectOutput(nowhere)
                    .redirectError(nowhere)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean onPath(String program) {
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
