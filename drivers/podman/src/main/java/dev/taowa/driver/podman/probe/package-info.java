/**
 * What this host can do: the facts that decide how workspaces are made, and the report that {@code taowa host check}
 * shows. Nothing is assumed that can be tried.
 */
@NullMarked
package dev.taowa.driver.podman.probe;

import org.jspecify.annotations.NullMarked;
