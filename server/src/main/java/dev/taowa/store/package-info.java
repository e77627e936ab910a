/**
 * What outlives the server: wishes, history and settings; the engine, not this, says what exists.
 */
@NullMarked
package dev.taowa.store;

import org.jspecify.annotations.NullMarked;
