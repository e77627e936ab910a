/**
 * The host's pull-through cache of images: engines inside workspaces ask it first, over a socket that is mounted into
 * them, and what it has fetched once for one of them it gives to all. It knows public images only, so nobody sees
 * through it what they could not pull themselves.
 */
@NullMarked
package dev.taowa.mirror;

import org.jspecify.annotations.NullMarked;
