package dev.taowa.proxy;

import dev.taowa.dial.Dialer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a dialled port reachable as a unix socket in a private folder, which is what the HTTP client can connect to. One
 * relay a port of a workspace, a bounded number of them. Safe for use by many threads.
 */
final class Relays implements AutoCloseable {

    private static final int RELAYS = 256;

    private final Path folder;
    private final Map<String, Relay> relays = new HashMap<>();
    private int made;

    /** {@code folder} is for its user alone, and for nothing else. */
    Relays(Path folder) {
        this.folder = folder;
    }

    /** The socket that leads to what {@code dialer} dials, made if missing. */
    synchronized Path socket(String key, int port, Supplier<Dialer> dialer) throws IOException {
        var relay = relays.get(key);
        if (relay == null || !relay.isOpen()) {
            if (relays.size() >= RELAYS) {
                closeQuietest();
            }
            relay = Relay.open(
                    folder.resolve(made++ + ".sock"), () -> dialer.get().dial(port));
            relays.put(key, relay);
        }
        return relay.socket();
    }

    private void closeQuietest() throws IOException {
        var quiet = relays.entrySet().stream()
                .min(Comparator.comparingLong(each -> each.getValue().lastUsedNanos()))
                .orElseThrow();
        relays.remove(quiet.getKey());
        quiet.getValue().close();
    }

    @Override
    public synchronized void close() {
        try {
            for (var relay : relays.values()) {
                relay.close();
            }
            relays.clear();
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
