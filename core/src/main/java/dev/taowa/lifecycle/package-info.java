/**
 * The commands that a definition runs at the stages of a workspace's life, each once where the standard says once.
 */
@NullMarked
package dev.taowa.lifecycle;

import org.jspecify.annotations.NullMarked;
