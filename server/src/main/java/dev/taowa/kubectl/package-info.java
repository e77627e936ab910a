/** Clusters outside, reached by the kubectl of the person. */
@NullMarked
package dev.taowa.kubectl;

import org.jspecify.annotations.NullMarked;
