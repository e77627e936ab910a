package dev.taowa.compose;

import java.util.OptionalInt;

/**
 * A port of the chosen service.
 *
 * @param container where it listens inside
 * @param published the first one that the author gave it outside; absent for any
 * @param protocol {@code tcp} or {@code udp}
 */
public record ComposePort(int container, OptionalInt published, String protocol) {}
