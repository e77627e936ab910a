package dev.taowa.port;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What portsAttributes says of a port. Every port has a URL of its own here, so a wish for a certain local port, or for
 * the right to open one, is always met.
 *
 * @param label for people
 * @param protocol {@code http} or {@code https}: what listens there speaks it
 * @param onAutoForward what an editor shall do when the port is found
 */
public record PortAttributes(
        @JsonProperty("label") Optional<String> label,
        @JsonProperty("protocol") Optional<String> protocol,
        @JsonProperty("onAutoForward") Optional<String> onAutoForward) {

    static final PortAttributes NONE = new PortAttributes(Optional.empty(), Optional.empty(), Optional.empty());

    public PortAttributes {
        label = label.filter(text -> !text.isEmpty());
    }

    /** The same of a port that is forwarded by name: it is wanted, whatever holds of one that is merely found. */
    PortAttributes wanted() {
        return new PortAttributes(label, protocol, Optional.of("notify"));
    }
}
