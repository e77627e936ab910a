/**
 * End-to-end tests on the packaged program, each class with a state, a server and workspaces of its own. Start at
 * {@link dev.taowa.e2e.Taowa}, which runs the command, and {@link dev.taowa.e2e.Machine}, which says what it left.
 */
@NullMarked
package dev.taowa.e2e;

import org.jspecify.annotations.NullMarked;
