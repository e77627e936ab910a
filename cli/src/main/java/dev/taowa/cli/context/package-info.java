/**
 * What commands share: where output goes, the environment, and the way to the server.
 */
@NullMarked
package dev.taowa.cli.context;

import org.jspecify.annotations.NullMarked;
