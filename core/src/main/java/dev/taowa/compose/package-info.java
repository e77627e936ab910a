/**
 * Docker Compose projects: the files that a definition names become one merged project, of which one service is what the
 * workspace's machine is made from and the others run inside it by its own Docker Compose.
 */
@NullMarked
package dev.taowa.compose;

import org.jspecify.annotations.NullMarked;
