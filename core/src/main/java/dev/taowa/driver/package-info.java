/**
 * What Taowa asks of an engine; each engine has a module that implements it.
 */
@NullMarked
package dev.taowa.driver;

import org.jspecify.annotations.NullMarked;
