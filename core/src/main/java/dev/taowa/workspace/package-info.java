/**
 * A workspace: its name, the plan that the driver carries out, and the states the engine reports.
 */
@NullMarked
package dev.taowa.workspace;

import org.jspecify.annotations.NullMarked;
