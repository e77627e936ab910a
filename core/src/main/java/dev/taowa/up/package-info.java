/**
 * Start here: Up runs the five steps from a source to a running workspace with its endpoints.
 */
@NullMarked
package dev.taowa.up;

import org.jspecify.annotations.NullMarked;
