package dev.taowa.cli.json;

import dev.taowa.api.GivenSecrets;
import dev.taowa.api.TemplateRequest;
import dev.taowa.api.UpRequest;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.outer.OuterCluster;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what the client sends. */
public final class Requests {

    private Requests() {}

    public static Json up(UpRequest request) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("source", request.source());
        fields.put("name", orNull(request.name()));
        fields.put("branch", orNull(request.branch()));
        fields.put("host", request.host());
        fields.put("ide", orNull(request.ide()));
        fields.put("recreate", request.recreate());
        fields.put("limits", limits(request.limits()));
        fields.put("allowances", request.allowances().stream().sorted().toList());
        fields.put("outerCluster", orNull(request.outerCluster().map(Requests::outerCluster)));
        fields.put("choice", choice(request.choice()));
        fields.put("client", new TreeMap<>(request.client()));
        fields.put("secrets", secrets(request.secrets()));
        return new Json(fields);
    }

    /** What starts a workspace again. */
    public static Json again(Map<String, String> client) {
        return new Json(Map.of("client", new TreeMap<>(client)));
    }

    /** The one place where secrets leave for the server, through its socket, which only its user can connect to. */
    private static Map<String, @Nullable Object> secrets(GivenSecrets secrets) {
        var values = new TreeMap<String, String>();
        secrets.values().forEach((name, secret) -> values.put(name, secret.revealText()));
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("values", values);
        fields.put("asks", secrets.asks());
        return fields;
    }

    public static Json template(TemplateRequest request) {
        return new Json(Map.of("template", request.template(), "client", new TreeMap<>(request.client())));
    }

    private static Map<String, @Nullable Object> limits(Limits limits) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("cpus", orNull(limits.cpus()));
        fields.put("memory", orNull(limits.memory().map(ByteSize::bytes)));
        fields.put("disk", orNull(limits.disk().map(ByteSize::bytes)));
        fields.put("pids", orNull(limits.pids()));
        return fields;
    }

    private static Map<String, @Nullable Object> outerCluster(OuterCluster cluster) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("context", cluster.context());
        fields.put("namespace", orNull(cluster.namespace()));
        fields.put("kubeconfig", orNull(cluster.kubeconfig()));
        return fields;
    }

    private static Map<String, @Nullable Object> choice(DefinitionChoice choice) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("config", orNull(choice.config()));
        fields.put("template", orNull(choice.template()));
        fields.put("parameters", new TreeMap<>(choice.parameters()));
        fields.put("frozenLockfile", choice.frozenLockfile());
        return fields;
    }

    private static @Nullable Object orNull(Optional<?> value) {
        return value.isPresent() ? value.get() : null;
    }

    private static @Nullable Object orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Object orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
