package dev.taowa.port;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** A port that the definition names by its number, and what it says of it. */
public record DeclaredPort(
        @JsonProperty("port") int port,
        @JsonProperty("label") Optional<String> label,
        @JsonProperty("protocol") Optional<String> protocol,
        @JsonProperty("onAutoForward") Optional<String> onAutoForward) {

    static DeclaredPort of(int port, PortAttributes said) {
        return new DeclaredPort(port, said.label(), said.protocol(), said.onAutoForward());
    }

    PortAttributes said() {
        return new PortAttributes(label, protocol, onAutoForward);
    }
}
