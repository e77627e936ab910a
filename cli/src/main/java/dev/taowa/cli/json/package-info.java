/**
 * JSON as the command line needs it: read and written by the streaming parser alone, because data binding would double
 * the start-up time of the program.
 */
@NullMarked
package dev.taowa.cli.json;

import org.jspecify.annotations.NullMarked;
