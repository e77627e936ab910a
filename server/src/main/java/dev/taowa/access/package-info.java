/**
 * The ways in over SSH: the certificate authority of a state, the files that OpenSSH programs read, and sessions of our
 * own through a workspace's sshd.
 */
@NullMarked
package dev.taowa.access;

import org.jspecify.annotations.NullMarked;
