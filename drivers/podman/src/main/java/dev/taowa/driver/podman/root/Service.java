package dev.taowa.driver.podman.root;

import java.nio.file.Path;

/**
 * A long-lived program that root runs for us.
 *
 * @param started whether this call started it, false when it was found running
 * @param log where its output goes
 */
public record Service(long pid, boolean started, Path log) {}
