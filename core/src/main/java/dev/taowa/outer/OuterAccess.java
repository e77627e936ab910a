package dev.taowa.outer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A workspace's way into a cluster outside.
 *
 * @param server of the Kubernetes API
 * @param authority that signed the server's certificate, in base64 of PEM; otherwise those that the workspace knows
 * @param serverName that the certificate is for, where the URL has another
 * @param namespace that the token is good for
 * @param expires when the token does
 */
public record OuterAccess(
        URI server,
        Optional<String> authority,
        Optional<String> serverName,
        String namespace,
        Secret token,
        Instant expires) {

    /** Folder inside that is the login user's. */
    public static final String FOLDER = "/etc/taowa/outer";

    /** A kubeconfig of one context. */
    public static final String KUBECONFIG = FOLDER + "/kubeconfig";

    public static final String CONTEXT = "outer";

    private static final String TOKEN = FOLDER + "/token";

    /** The token has a file of its own, which programs read anew when it changes. */
    public List<PlacedFile> files() {
        return List.of(
                new PlacedFile(KUBECONFIG, 0600, Secret.of(kubeconfig().toPrettyString() + "\n")),
                new PlacedFile(TOKEN, 0600, token));
    }

    /** JSON, which is YAML; see "Organizing Cluster Access Using kubeconfig Files" of Kubernetes. */
    private ObjectNode kubeconfig() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", "v1").put("kind", "Config").put("current-context", CONTEXT);
        var cluster = named(json, "clusters", "cluster").put("server", server.toString());
        authority.ifPresent(text -> cluster.put("certificate-authority-data", text));
        serverName.ifPresent(text -> cluster.put("tls-server-name", text));
        named(json, "users", "user").put("tokenFile", TOKEN);
        named(json, "contexts", "context")
                .put("cluster", CONTEXT)
                .put("user", CONTEXT)
                .put("namespace", namespace);
        return json;
    }

    private static ObjectNode named(ObjectNode json, String list, String member) {
        return json.putArray(list).addObject().put("name", CONTEXT).putObject(member);
    }
}
