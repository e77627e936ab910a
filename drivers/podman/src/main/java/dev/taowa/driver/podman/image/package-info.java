/**
 * Images on Podman, the base image made of Debian packages, the web IDE's installation, and the host's network settings.
 */
@NullMarked
package dev.taowa.driver.podman.image;

import org.jspecify.annotations.NullMarked;
