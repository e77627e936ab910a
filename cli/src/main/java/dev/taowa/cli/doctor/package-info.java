/**
 * What {@code taowa doctor} looks at on this machine, beside the host's own check.
 */
@NullMarked
package dev.taowa.cli.doctor;

import org.jspecify.annotations.NullMarked;
