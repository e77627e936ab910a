/**
 * Step 1 of up: a folder or Git URL becomes a checkout.
 */
@NullMarked
package dev.taowa.source;

import org.jspecify.annotations.NullMarked;
