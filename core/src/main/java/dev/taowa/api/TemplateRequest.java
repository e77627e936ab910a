package dev.taowa.api;

import java.util.Map;
import java.util.Objects;

/**
 * Body of {@code POST /api/v1/templates}.
 *
 * @param template address of one that is elsewhere: a Git URL, or HOST/PATH of a registry
 * @param client environment of the client that git and ssh act upon
 */
public record TemplateRequest(String template, Map<String, String> client) {

    public TemplateRequest {
        client = Map.copyOf(Objects.requireNonNullElse(client, Map.of()));
    }
}
