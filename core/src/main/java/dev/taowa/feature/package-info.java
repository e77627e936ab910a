/**
 * Dev container Features: what "features" of a devcontainer.json names becomes a list of fetched, verified folders in
 * the order that the standard installs them in. Start at {@link dev.taowa.feature.Features}. Everything fetched is
 * somebody else's: it is bounded, checked against its digest and unpacked inside one folder of the cache.
 */
@NullMarked
package dev.taowa.feature;

import org.jspecify.annotations.NullMarked;
