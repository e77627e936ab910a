/**
 * Connections to ports inside a workspace, and commands run there through its own sshd.
 */
@NullMarked
package dev.taowa.dial;

import org.jspecify.annotations.NullMarked;
