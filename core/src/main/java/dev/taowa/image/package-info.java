/**
 * Step 3 of up: from a definition to an image that boots as a machine, named by the hash of what went in.
 */
@NullMarked
package dev.taowa.image;

import org.jspecify.annotations.NullMarked;
