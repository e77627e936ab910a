/**
 * What to make of a repository that says nothing of its environment: its files tell which template fits it, and why.
 */
@NullMarked
package dev.taowa.detection;

import org.jspecify.annotations.NullMarked;
