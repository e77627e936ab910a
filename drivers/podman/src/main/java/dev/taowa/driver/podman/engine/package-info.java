/**
 * Podman's own REST API over a unix socket, and the service process that serves it.
 */
@NullMarked
package dev.taowa.driver.podman.engine;

import org.jspecify.annotations.NullMarked;
