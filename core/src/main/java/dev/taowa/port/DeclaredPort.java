package dev.taowa.port;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A port that the definition names.
 *
 * @param label for people; empty when there is none
 * @param protocol {@code http} or {@code https}; what listens there speaks it
 */
public record DeclaredPort(
        @JsonProperty("port") int port,
        @JsonProperty("label") String label,
        @JsonProperty("protocol") String protocol) {}
