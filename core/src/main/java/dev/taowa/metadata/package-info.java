/**
 * What images, Features and definitions all may say of a workspace, and how the standard merges it: property by property,
 * each by a rule of its own.
 */
@NullMarked
package dev.taowa.metadata;

import org.jspecify.annotations.NullMarked;
