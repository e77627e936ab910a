/**
 * Everything that needs the host's root, behind {@link dev.taowa.driver.podman.root.Root}: programs, id-mapped mounts,
 * connections into a network namespace, root's own files. Root does it in the process; anybody else has a helper do it,
 * a program that {@code sudo} started and that speaks to its one user over a unix socket.
 */
@NullMarked
package dev.taowa.driver.podman.root;

import org.jspecify.annotations.NullMarked;
