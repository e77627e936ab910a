package dev.taowa.definition;

/**
 * A secret that a definition asks the person for (containers.dev, "Recommended secrets"), in its author's words.
 *
 * @param name of the variable that holds it
 * @param description what it is for; may be empty
 * @param documentationUrl where it is had; may be empty
 */
public record WantedSecret(String name, String description, String documentationUrl) {}
