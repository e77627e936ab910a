/**
 * Checkouts of Git sources, made by the git program as the person.
 */
@NullMarked
package dev.taowa.git;

import org.jspecify.annotations.NullMarked;
