/**
 * Addresses to open: SSH, the web IDE, and a URL for each port.
 */
@NullMarked
package dev.taowa.endpoint;

import org.jspecify.annotations.NullMarked;
