package dev.taowa.port;

import java.util.Optional;

/**
 * What portsAttributes says of a port. Every port has a URL of its own here, so a wish for a certain local port, or for
 * the right to open one, is always met.
 *
 * @param protocol {@code http} or {@code https}
 * @param onAutoForward what an editor shall do when the port is found
 */
public record PortAttributes(Optional<String> label, Optional<String> protocol, Optional<String> onAutoForward) {}
