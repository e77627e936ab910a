/**
 * What a host can do: capabilities as probed, the verdict on each, and the best isolation tier.
 */
@NullMarked
package dev.taowa.host;

import org.jspecify.annotations.NullMarked;
