package dev.taowa.access;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of the machine, run to its end. */
record Program(int status, String text, String errors) {

    static Program run(List<String> argv) throws IOException, InterruptedException {
        var process = new ProcessBuilder(argv)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        var errors = new ByteArrayOutputStream();
        var reader = Thread.ofVirtual().start(() -> {
            try {
                process.getErrorStream().transferTo(errors);
            } catch (IOException ended) {
                // With the process.
            }
        });
        var output = process.getInputStream().readAllBytes();
        var status = process.waitFor();
        reader.join();
        return new Program(status, new String(output, StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
