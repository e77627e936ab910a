/**
 * The {@code .ide.yaml} of SmartIDE, with the Compose file or the Kubernetes files that it links to: translated into the
 * devcontainer.json that means the same, so that one reader gives both their meaning.
 */
@NullMarked
package dev.taowa.smartide;

import org.jspecify.annotations.NullMarked;
