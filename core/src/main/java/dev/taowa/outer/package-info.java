/** A cluster that was there before the workspace, and what a workspace may do in it. */
@NullMarked
package dev.taowa.outer;

import org.jspecify.annotations.NullMarked;
