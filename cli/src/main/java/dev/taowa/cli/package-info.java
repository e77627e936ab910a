/**
 * The command line: one class a command, each a thin client of the local server's API.
 */
@NullMarked
package dev.taowa.cli;

import org.jspecify.annotations.NullMarked;
