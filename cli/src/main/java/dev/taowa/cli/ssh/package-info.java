/**
 * The commands that go into a workspace: they run OpenSSH's own programs with the configuration that the server keeps,
 * and ask the server only when that is not enough.
 */
@NullMarked
package dev.taowa.cli.ssh;

import org.jspecify.annotations.NullMarked;
