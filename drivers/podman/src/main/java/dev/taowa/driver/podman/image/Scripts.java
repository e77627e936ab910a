package dev.taowa.driver.podman.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Shell scripts that root runs: their text never changes, all input comes as arguments or variables. */
final class Scripts {

    private Scripts() {}

    static String read(String name) {
        try (var in = Scripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
