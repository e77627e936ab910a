package dev.taowa.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.outer.OuterAccess;
import dev.taowa.outer.OuterCluster;
import dev.taowa.outer.OuterClusters;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.net.InetAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * By the kubectl of the person who runs the server, so that every way in which they sign in works: their own credentials
 * stay with it. A workspace gets a token of a service account (TokenRequest of authentication.k8s.io/v1) that the
 * namespace's role {@code edit} is bound to.
 */
public final class KubectlClusters implements OuterClusters {

    /** Asked for; a cluster may give less. */
    private static final Duration TOKEN_LIFE = Duration.ofDays(7);

    private static final String ROLE = "edit";

    private final Map<String, String> environment;

    /** @param environment of the person; kubectl is looked for on its PATH */
    public KubectlClusters(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void check(OuterCluster cluster) {
        address(config(new Kubectl(environment, cluster)), cluster);
    }

    /** The context's part of the kubeconfig, which may hold the person's credentials. */
    private static JsonNode config(Kubectl kubectl) {
        return kubectl.json("", "config", "view", "--minify", "--flatten", "--raw", "--output=json");
    }

    @Override
    public OuterAccess let(WorkspaceId id, WorkspaceName name, OuterCluster cluster) {
        var kubectl = new Kubectl(environment, cluster);
        var config = config(kubectl);
        var address = address(config, cluster);
        var namespace = namespace(config, cluster);
        var account = OuterCluster.account(id);
        kubectl.json(manifest(account, name, namespace).toString(), "apply", "--filename=-", "--output=json");
        var path = "/api/v1/namespaces/%s/serviceaccounts/%s/token".formatted(namespace, account);
        var status = kubectl.json(tokenRequest().toString(), "create", "--raw=" + path, "--filename=-")
                .path("status");
        var token = Secret.of(status.path("token").asText());
        if (token.isEmpty()) {
            throw refused(cluster, "gave no token", "see whether its Kubernetes is 1.20 or newer");
        }
        return new OuterAccess(
                address,
                text(described(config), "certificate-authority-data"),
                text(described(config), "tls-server-name"),
                namespace,
                token,
                instant(status.path("expirationTimestamp").asText()));
    }

    @Override
    public void forget(WorkspaceId id, OuterCluster cluster) {
        var kubectl = new Kubectl(environment, cluster);
        var config = config(kubectl);
        var account = OuterCluster.account(id);
        kubectl.run(
                "",
                "delete",
                "--ignore-not-found",
                "--wait=false",
                "--namespace=" + namespace(config, cluster),
                "serviceaccount/" + account,
                "rolebinding/" + account);
    }

    private static JsonNode described(JsonNode config) {
        return config.path("clusters").path(0).path("cluster");
    }

    private static URI address(JsonNode config, OuterCluster cluster) {
        var text = described(config).path("server").asText();
        try {
            var address = URI.create(text);
            var host = address.getHost();
            if (host == null || !"https".equals(address.getScheme())) {
                throw refused(cluster, "has no https address: " + text, "give its context one with `kubectl config`");
            }
            if (isOfThisMachineAlone(host)) {
                throw refused(
                        cluster,
                        "is at %s, which in a workspace is the workspace itself".formatted(text),
                        "give its API server an address that other machines reach, and its context that one");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw refused(cluster, "has no address: " + text, "mend its context with `kubectl config`");
        }
    }

    /** Of literals alone: no name is looked up here. */
    private static boolean isOfThisMachineAlone(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        try {
            var literal = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
            return literal.isLoopbackAddress() || literal.isAnyLocalAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static String namespace(JsonNode config, OuterCluster cluster) {
        return cluster.namespace()
                .or(() -> text(config.path("contexts").path(0).path("context"), "namespace"))
                .orElse("default");
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.of(node.path(member).asText()).filter(text -> !text.isEmpty());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static ObjectNode manifest(String account, WorkspaceName name, String namespace) {
        var list = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "List");
        var items = list.putArray("items");
        var user = items.addObject().put("apiVersion", "v1").put("kind", "ServiceAccount");
        named(user, account, name, namespace);
        user.put("automountServiceAccountToken", false);
        var binding = items.addObject()
                .put("apiVersion", "rbac.authorization.k8s.io/v1")
                .put("kind", "RoleBinding");
        named(binding, account, name, namespace);
        binding.putObject("roleRef")
                .put("apiGroup", "rbac.authorization.k8s.io")
                .put("kind", "ClusterRole")
                .put("name", ROLE);
        binding.putArray("subjects")
                .addObject()
                .put("kind", "ServiceAccount")
                .put("name", account)
                .put("namespace", namespace);
        return list;
    }

    private static void named(ObjectNode object, String account, WorkspaceName name, String namespace) {
        var metadata = object.putObject("metadata").put("name", account).put("namespace", namespace);
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "taowa");
        metadata.putObject("annotations").put("taowa.dev/workspace", name.value());
    }

    private static ObjectNode tokenRequest() {
        var request = JsonNodeFactory.instance.objectNode();
        request.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
        request.putObject("spec").put("expirationSeconds", TOKEN_LIFE.toSeconds());
        return request;
    }

    static ProblemException refused(OuterCluster cluster, String why, String fix) {
        return new ProblemException(new Problem(
                ProblemCode.CLUSTER_REFUSED,
                "the cluster of the context \"%s\" %s".formatted(cluster.context(), DocumentProblems.printable(why)),
                fix));
    }
}
