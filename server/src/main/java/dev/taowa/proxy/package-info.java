/**
 * The HTTP entry to ports of workspaces: an origin for each, opened by a one-time link.
 */
@NullMarked
package dev.taowa.proxy;

import org.jspecify.annotations.NullMarked;
