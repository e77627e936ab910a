/**
 * The person's terminal: whether there is one, how wide it is, how wide a text is in it, tables, signals, the browser.
 */
@NullMarked
package dev.taowa.cli.terminal;

import org.jspecify.annotations.NullMarked;
