/**
 * Fetches from OCI registries and web servers for those in core that open no sockets: anonymously, with a token, or
 * with what the person has logged in with. A login goes only to the registry that it is for, and to the token service
 * that this registry names; redirects never see it.
 */
@NullMarked
package dev.taowa.registry;

import org.jspecify.annotations.NullMarked;
