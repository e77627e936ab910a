/**
 * The local server: the API, its operations, and what is wired to what.
 */
@NullMarked
package dev.taowa.server;

import org.jspecify.annotations.NullMarked;
