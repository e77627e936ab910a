package dev.taowa.endpoint;

import dev.taowa.port.DeclaredPorts;
import dev.taowa.workspace.Workspace;

/** Makes the addresses of a workspace known: its entry in the SSH configuration, the ports that have a label. */
public interface Endpoints {

    /** Called once its sshd answers, and again at every {@code up}; must be idempotent. */
    void publish(Workspace workspace, DeclaredPorts ports);
}
