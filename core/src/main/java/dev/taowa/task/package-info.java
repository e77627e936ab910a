/**
 * Progress of work as timed phases, deadlines that restart on progress, and the one way to fork and join.
 */
@NullMarked
package dev.taowa.task;

import org.jspecify.annotations.NullMarked;
