/**
 * Step 2 of up: a repository's devcontainer.json becomes a Definition.
 */
@NullMarked
package dev.taowa.definition;

import org.jspecify.annotations.NullMarked;
