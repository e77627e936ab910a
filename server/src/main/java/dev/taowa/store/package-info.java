/**
 * What outlives the server: wishes and history; the engine, not this, says what exists.
 */
@NullMarked
package dev.taowa.store;

import org.jspecify.annotations.NullMarked;
