/**
 * The documents of the HTTP API, shared by the server and its clients; JSON field names are the component names.
 */
@NullMarked
package dev.taowa.api;

import org.jspecify.annotations.NullMarked;
