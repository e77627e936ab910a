package dev.taowa.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.List;

/** The API server of the cluster inside a workspace, asked from inside with the key that lies there. */
final class ClusterApi {

    /** The process that listens where there is a cluster. */
    static final String PROCESS = "kube-apiserver";

    private static final String SERVER = "https://10.202.0.1:6443";
    private static final String KEYS = "/var/lib/taowa-kubernetes/pki/";

    private final Sessions sessions;
    private final Workspace workspace;

    ClusterApi(Sessions sessions, Workspace workspace) {
        this.sessions = sessions;
        this.workspace = workspace;
    }

    /** The object or list at an absolute path of the API. */
    JsonNode get(String path) throws IOException {
        return EngineAnswer.get(
                sessions,
                workspace,
                List.of(
                        "--cacert",
                        KEYS + "ca.crt",
                        "--cert",
                        KEYS + "admin.crt",
                        "--key",
                        KEYS + "admin.key",
                        SERVER + path));
    }
}
