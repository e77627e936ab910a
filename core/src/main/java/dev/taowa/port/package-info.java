/**
 * The ports that a definition speaks of: which are forwarded, and what is said of them by number, by range, and by the
 * command line of what listens.
 */
@NullMarked
package dev.taowa.port;

import org.jspecify.annotations.NullMarked;
