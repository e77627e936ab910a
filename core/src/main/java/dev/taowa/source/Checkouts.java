package dev.taowa.source;

import dev.taowa.task.Step;
import dev.taowa.workspace.WorkspaceId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The checkouts of Git sources on this machine. Calls block; interrupt to cancel. */
public interface Checkouts {

    /** Variables of the person's session that git, ssh and credential helpers act upon; a client sends these. */
    Set<String> CLIENT_VARIABLES = Set.of(
            "SSH_AUTH_SOCK",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "GIT_SSL_CAINFO",
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_CONFIG_GLOBAL",
            "GH_TOKEN",
            "GH_HOST",
            "GH_CONFIG_DIR",
            "GITHUB_TOKEN",
            "GNUPGHOME",
            "PASSWORD_STORE_DIR",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_RUNTIME_DIR",
            "DBUS_SESSION_BUS_ADDRESS",
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "no_proxy",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY");

    /**
     * The checkout of the workspace, cloned unless it is there; a clone that was cut short starts again.
     *
     * @param text the source as the person wrote it, credentials in it included
     * @param client variables of the person's session, such as SSH_AUTH_SOCK
     */
    Checkout obtain(WorkspaceId id, Source.Git source, String text, Map<String, String> client, Step step);

    /**
     * The files of a source as they are now, without their history and without a place of their own: the caller deletes
     * the folder.
     *
     * @param folder does not exist yet
     * @param client variables of the person's session
     */
    Checkout export(Source.Git source, Path folder, Map<String, String> client, Step step);

    /** Deletes the checkout; a missing one is fine. */
    void remove(WorkspaceId id);
}
