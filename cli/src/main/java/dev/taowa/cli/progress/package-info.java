/**
 * Shows an operation while it runs: in a terminal a line for each phase that is drawn anew, elsewhere plain lines.
 */
@NullMarked
package dev.taowa.cli.progress;

import org.jspecify.annotations.NullMarked;
