package dev.taowa.outer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.WorkspaceId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cluster that a person lets a workspace into, as their own kubeconfig names it.
 *
 * @param context of the kubeconfig
 * @param namespace that the workspace is let into; otherwise the one of the context, else {@code default}
 * @param kubeconfig value of the person's {@code KUBECONFIG}; otherwise {@code ~/.kube/config}
 */
public record OuterCluster(String context, Optional<String> namespace, Optional<String> kubeconfig) {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    /** A label of RFC 1123, as namespaces have it. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern CONTEXT = Pattern.compile("[^\\p{Cntrl}]{1,253}");

    public OuterCluster {
        namespace = Objects.requireNonNullElse(namespace, Optional.empty());
        kubeconfig = Objects.requireNonNullElse(kubeconfig, Optional.empty());
        if (!CONTEXT.matcher(context).matches()) {
            throw wrong("context", context, "`kubectl config get-contexts` lists them");
        }
        namespace.filter(name -> !NAMESPACE.matcher(name).matches()).ifPresent(name -> {
            throw wrong("namespace", name, "`kubectl get namespaces` lists them");
        });
    }

    private static ProblemException wrong(String what, String given, String fix) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "\"%s\" is no name of a %s".formatted(given.replaceAll("\\p{Cntrl}", "?"), what),
                fix));
    }

    /** Name of the workspace's service account, and of what binds it to its role. */
    public static String account(WorkspaceId id) {
        return "taowa-" + id;
    }

    /** The same from {@link #toJson}. */
    public static OuterCluster of(String json) {
        try {
            return JSON.readValue(json, OuterCluster.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
