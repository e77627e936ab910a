package dev.taowa.cli.context;

import dev.taowa.cli.client.ApiClient;
import dev.taowa.workspace.WorkspaceName;

/** Paths of the API below a workspace. */
public final class Workspaces {

    private Workspaces() {}

    /** A name that no workspace can have is refused here already. */
    public static String path(String name) {
        return "workspaces/" + ApiClient.part(new WorkspaceName(name).value());
    }

    public static String path(String name, String below) {
        return path(name) + "/" + below;
    }
}
