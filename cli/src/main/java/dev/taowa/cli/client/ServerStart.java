package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Starts the local server. */
@FunctionalInterface
public interface ServerStart {

    /** Starts it and waits until {@code find} gives its address, or says as a problem why it does not. */
    ServerAddress run(Supplier<Optional<ServerAddress>> find);
}
