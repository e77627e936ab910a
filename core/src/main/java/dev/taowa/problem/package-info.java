/**
 * What a person can act on: a permanent code, what happened in their words, and the next thing to do.
 */
@NullMarked
package dev.taowa.problem;

import org.jspecify.annotations.NullMarked;
