package dev.taowa.dial;

import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.function.Consumer;

/** Runs commands in workspaces over SSH. Calls block; interrupt to cancel, which ends the command. */
public interface Sessions {

    /** Runs to the end, each line of stdout and stderr given to {@code lines} as it comes; returns the exit status. */
    int run(Workspace workspace, Command command, Consumer<String> lines) throws IOException;
}
