/**
 * What a cluster inside a workspace shall be made of.
 */
@NullMarked
package dev.taowa.cluster;

import org.jspecify.annotations.NullMarked;
