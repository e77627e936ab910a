package dev.taowa.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.document.Property;
import dev.taowa.document.Substitution;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.LifecycleCommand;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.MountText;
import dev.taowa.metadata.UserEnvProbe;
import dev.taowa.port.Ports;
import dev.taowa.workspace.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a merged definition says, in one form for ours and for the reference implementation's; by property. */
final class ReferenceForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReferenceForm() {}

    static Map<String, String> of(Definition definition) {
        var metadata = definition.metadata();
        var form = new TreeMap<String, String>();
        form.put("remoteUser", metadata.users().remote().orElse(""));
        form.put("containerUser", metadata.users().container().orElse(""));
        form.put("containerEnv", new TreeMap<>(metadata.environment().container()).toString());
        var remote = new TreeMap<String, String>();
        metadata.environment().remote().forEach((name, value) -> remote.put(name, value.orElse("null")));
        form.put("remoteEnv", remote.toString());
        form.put(
                "userEnvProbe",
                metadata.environment().probe().map(UserEnvProbe::word).orElse(""));
        form.put("init", Boolean.toString(metadata.rights().init()));
        form.put("privileged", Boolean.toString(metadata.rights().privileged()));
        form.put("capAdd", new TreeSet<>(metadata.rights().capabilities()).toString());
        form.put("securityOpt", new TreeSet<>(metadata.rights().securityOptions()).toString());
        form.put("entrypoints", metadata.entrypoints().toString());
        form.put("mounts", mounts(metadata.mounts()));
        form.put(
                "forwardPorts",
                metadata.ports().forwarded().stream()
                        .map(each -> each.service().map(name -> name + ":").orElse("") + each.port())
                        .toList()
                        .toString());
        form.put("labels", labels(metadata.ports()));
        form.put(
                "waitFor",
                metadata.hooks().waitFor().map(LifecycleStage::property).orElse(""));
        for (var stage : LifecycleStage.values()) {
            if (stage != LifecycleStage.INITIALIZE) {
                form.put(
                        stage.property(),
                        metadata.hooks().of(stage).stream()
                                .map(hook -> command(hook.command()))
                                .toList()
                                .toString());
            }
        }
        var host = metadata.hostRequirements();
        form.put(
                "hostRequirements",
                "cpus=%s memory=%s storage=%s"
                        .formatted(
                                host.cpus().isPresent()
                                        ? Integer.toString(host.cpus().getAsInt())
                                        : "",
                                host.memory()
                                        .map(size -> Long.toString(size.bytes()))
                                        .orElse(""),
                                host.storage()
                                        .map(size -> Long.toString(size.bytes()))
                                        .orElse("")));
        form.put("extensions", metadata.customizations().extensions().toString());
        form.put("workspaceFolder", definition.workspaceFolder().orElse(""));
        return form;
    }

    /** @param appPort which the reference implementation publishes, and we forward */
    static Map<String, String> of(JsonNode merged, Optional<JsonNode> appPort) {
        var form = new TreeMap<String, String>();
        for (var property : List.of("remoteUser", "containerUser", "userEnvProbe", "waitFor", "workspaceFolder")) {
            form.put(property, merged.path(property).asText(""));
        }
        for (var property : List.of("containerEnv", "remoteEnv")) {
            var variables = new TreeMap<String, String>();
            merged.path(property)
                    .properties()
                    .forEach(
                            each -> variables.put(each.getKey(), each.getValue().asText()));
            form.put(property, variables.toString());
        }
        for (var property : List.of("init", "privileged")) {
            form.put(property, Boolean.toString(merged.path(property).asBoolean()));
        }
        for (var property : List.of("capAdd", "securityOpt")) {
            form.put(property, new TreeSet<>(texts(merged.path(property))).toString());
        }
        form.put("entrypoints", texts(merged.path("entrypoints")).toString());
        var mounts = new ArrayList<DeclaredMount>();
        var reading = new Property.Reading(Substitution.NONE);
        merged.path("mounts")
                .forEach(each -> MountText.one(Property.root(each, reading)).ifPresent(mounts::add));
        form.put("mounts", mounts(mounts));
        var ports = new ArrayList<>(texts(merged.path("forwardPorts")));
        ports.replaceAll(each -> each.replaceFirst("^(?:localhost|127\\.0\\.0\\.1):", ""));
        appPort.ifPresent(port -> (port.isArray() ? port : List.of(port))
                .forEach(each -> ports.add(each.asText().replaceFirst(".*:", ""))));
        form.put("forwardPorts", ports.stream().distinct().toList().toString());
        var labels = new TreeMap<String, String>();
        merged.path("portsAttributes")
                .properties()
                .forEach(each ->
                        labels.put(each.getKey(), each.getValue().path("label").asText("")));
        form.put("labels", labels.toString());
        for (var stage : LifecycleStage.values()) {
            if (stage != LifecycleStage.INITIALIZE) {
                form.put(
                        stage.property(),
                        commands(merged.path(stage.property() + "s")).toString());
            }
        }
        var host = merged.path("hostRequirements");
        form.put(
                "hostRequirements",
                "cpus=%s memory=%s storage=%s"
                        .formatted(
                                host.path("cpus").asText(""), bytes(host.path("memory")), bytes(host.path("storage"))));
        var extensions = new ArrayList<String>();
        merged.path("customizations").path("vscode").forEach(each -> extensions.addAll(texts(each.path("extensions"))));
        form.put("extensions", extensions.toString());
        return form;
    }

    private static String bytes(JsonNode size) {
        return ByteSize.parse(size.asText(""))
                .map(each -> Long.toString(each.bytes()))
                .orElse("");
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String mounts(List<DeclaredMount> mounts) {
        return mounts.stream().map(DeclaredMount::toString).sorted().toList().toString();
    }

    private static String labels(Ports ports) {
        var labels = new TreeMap<String, String>();
        ports.attributes().forEach((key, said) -> labels.put(key, said.label().orElse("")));
        return labels.toString();
    }

    /** A command that is nothing is left out, as it is nowhere run. */
    private static List<String> commands(JsonNode all) {
        var commands = new ArrayList<String>();
        for (var each : all) {
            if (!each.isEmpty() || !each.asText().isEmpty()) {
                commands.add(each.toString());
            }
        }
        return commands;
    }

    private static String command(LifecycleCommand command) {
        return json(command).toString();
    }

    private static JsonNode json(LifecycleCommand command) {
        return switch (command) {
            case LifecycleCommand.Shell shell -> JSON.getNodeFactory().textNode(shell.text());
            case LifecycleCommand.Program program -> JSON.valueToTree(program.argv());
            case LifecycleCommand.Parallel parallel -> {
                var object = JSON.createObjectNode();
                parallel.commands().forEach((name, each) -> object.set(name, json(each)));
                yield object;
            }
        };
    }
}
