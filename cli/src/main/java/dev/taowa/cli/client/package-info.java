/**
 * The way to the local server: its address in the state folder, starting it when it does not answer, HTTP over its unix
 * socket, and following an operation to its end even when the server dies in the middle.
 */
@NullMarked
package dev.taowa.cli.client;

import org.jspecify.annotations.NullMarked;
