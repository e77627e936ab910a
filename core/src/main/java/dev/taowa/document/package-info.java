/**
 * JSON and YAML files that somebody else wrote: read with limits, never through a link that leads out of their folder,
 * and with all their mistakes told at once.
 */
@NullMarked
package dev.taowa.document;

import org.jspecify.annotations.NullMarked;
