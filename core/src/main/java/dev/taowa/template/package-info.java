/**
 * Ready-made environments: what a template is, where it comes from, what a person may choose in it, and the files that
 * it comes to.
 */
@NullMarked
package dev.taowa.template;

import org.jspecify.annotations.NullMarked;
