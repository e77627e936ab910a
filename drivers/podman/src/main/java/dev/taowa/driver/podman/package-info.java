/**
 * The driver for Podman on this machine: one rootful container a workspace, in a user namespace of its own.
 */
@NullMarked
package dev.taowa.driver.podman;

import org.jspecify.annotations.NullMarked;
