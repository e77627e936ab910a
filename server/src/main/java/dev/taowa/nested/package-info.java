/**
 * What runs inside a workspace and how it is reached: the processes that listen, the containers of its engines, the
 * Services and Ingresses of its cluster, as the engines tell of them themselves.
 */
@NullMarked
package dev.taowa.nested;

import org.jspecify.annotations.NullMarked;
