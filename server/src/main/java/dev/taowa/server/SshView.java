package dev.taowa.server;

/**
 * How to run OpenSSH on a workspace.
 *
 * @param config path of the ssh_config file that knows {@code NAME.taowa}
 */
public record SshView(String name, String host, int port, String user, String config) {}
