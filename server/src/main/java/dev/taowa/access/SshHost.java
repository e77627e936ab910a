package dev.taowa.access;

import dev.taowa.workspace.WorkspaceName;
import java.util.OptionalInt;

/**
 * A workspace as OpenSSH's configuration names it.
 *
 * @param port on the host's loopback that leads to its sshd, absent when it does not run
 * @param user to log in as unless another is asked for
 * @param folder absolute path inside where the project lies, for our own commands; OpenSSH takes it for a comment
 */
public record SshHost(WorkspaceName name, OptionalInt port, String user, String folder) {}
