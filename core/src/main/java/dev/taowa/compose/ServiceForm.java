package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.NearMiss;
import dev.taowa.document.Property;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads one service of one file into the form that is merged: long syntaxes, paths from the source's top folder. */
final class ServiceForm {

    /** What Compose knows of a service. */
    private static final Set<String> KNOWN =
            Set.of(("annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs"
                            + " container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime"
                            + " cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules"
                            + " devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends"
                            + " external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation"
                            + " label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness"
                            + " memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid pids_limit"
                            + " platform ports post_start pre_stop privileged profiles provider pull_policy read_only"
                            + " restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period"
                            + " stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts"
                            + " volumes volumes_from working_dir")
                    .split(" "));

    private final Places places;
    private final Path base;
    private final Budget budget;
    private final ObjectNode service = Forms.JSON.objectNode();

    private ServiceForm(Places places, Path base, Budget budget) {
        this.places = places;
        this.base = base;
        this.budget = budget;
    }

    /** @param base the folder that paths are seen from */
    static ObjectNode read(Property property, Places places, Path base, Budget budget) {
        var form = new ServiceForm(places, base, budget);
        property.members((name, member) -> {
            if (!name.startsWith("x-")) {
                form.read(name, member);
            }
        });
        return form.service;
    }

    private void read(String name, Property member) {
        if (member.node().isNull()) {
            service.putNull(name);
            return;
        }
        var value = value(name, member);
        service.set(name, value);
        if (!KNOWN.contains(name)) {
            var nearest = NearMiss.hint(name, KNOWN);
            if (nearest.isEmpty()) {
                member.warn("is unknown here and left to Docker Compose");
            } else {
                member.mistake("is unknown" + nearest);
            }
        }
    }

    private JsonNode value(String name, Property member) {
        return switch (name) {
            case "build" -> build(member);
            case "command", "entrypoint" -> Forms.command(member);
            case "environment", "labels", "annotations", "sysctls" -> Forms.pairs(member);
            case "depends_on" -> dependencies(member);
            case "networks" -> Forms.named(member, Forms.JSON.nullNode());
            case "ports" -> PortForm.all(member, budget);
            case "volumes" -> VolumeForm.all(member, places, base);
            case "secrets", "configs" -> Forms.grants(member);
            case "env_file" -> variableFiles(member);
            case "extra_hosts" -> Forms.hosts(member);
            case "dns", "dns_search", "tmpfs", "label_file" -> Forms.texts(member);
            case "dns_opt",
                    "cap_add",
                    "cap_drop",
                    "expose",
                    "links",
                    "external_links",
                    "profiles",
                    "volumes_from",
                    "security_opt",
                    "group_add",
                    "device_cgroup_rules" -> list(member);
            case "image",
                    "user",
                    "working_dir",
                    "container_name",
                    "hostname",
                    "network_mode",
                    "restart",
                    "mem_limit",
                    "cpus",
                    "pid",
                    "ipc",
                    "shm_size",
                    "platform",
                    "runtime",
                    "domainname" -> Forms.node(Forms.scalar(member));
            case "healthcheck", "deploy", "logging", "ulimits", "develop", "blkio_config", "credential_spec" ->
                object(member);
            case "privileged", "tty", "stdin_open", "init", "read_only" -> flag(member);
            case "extends" -> extended(member);
            default -> member.node();
        };
    }

    private static JsonNode list(Property member) {
        if (!member.node().isArray()) {
            member.mistake("must be an array");
            return Forms.JSON.arrayNode();
        }
        return Forms.texts(member);
    }

    private static JsonNode object(Property member) {
        member.members((_, _) -> {});
        return member.node();
    }

    private static JsonNode flag(Property member) {
        if (member.node().isTextual() && member.node().textValue().matches("true|false")) {
            return Forms.JSON.booleanNode(member.node().textValue().equals("true"));
        }
        if (!member.node().isBoolean()) {
            member.mistake("must be true or false");
        }
        return member.node();
    }

    private static JsonNode extended(Property member) {
        if (member.node().isObject()) {
            if (member.find("service").flatMap(Forms::scalar).isEmpty()) {
                member.mistake("must hold \"service\"");
            }
            return member.node();
        }
        return Forms.JSON.objectNode().set("service", Forms.node(Forms.scalar(member)));
    }

    private static JsonNode dependencies(Property member) {
        var plain = Forms.JSON.objectNode().put("condition", "service_started").put("required", true);
        if (member.node().isObject()) {
            member.members((_, each) -> each.find("condition")
                    .flatMap(Forms::scalar)
                    .ifPresent(condition -> {
                        if (!condition.matches("service_started|service_healthy|service_completed_successfully")) {
                            each.mistake("must have a \"condition\" of service_started, service_healthy or"
                                    + " service_completed_successfully");
                        }
                    }));
        }
        var named = Forms.named(member, plain);
        named.forEach(each -> {
            if (each instanceof ObjectNode wish) {
                wish.put("condition", wish.path("condition").asText("service_started"));
                wish.put("required", wish.path("required").asBoolean(true));
            }
        });
        return named;
    }

    private JsonNode variableFiles(Property member) {
        var files = Forms.JSON.arrayNode();
        if (!member.node().isArray()) {
            variableFile(member).ifPresent(files::add);
            return files;
        }
        member.elements(element -> variableFile(element).ifPresent(files::add));
        return files;
    }

    private Optional<ObjectNode> variableFile(Property element) {
        var written = element.node().isObject() ? element.find("path") : Optional.of(element);
        if (written.isEmpty()) {
            element.mistake("must hold \"path\"");
        }
        return written.flatMap(Property::raw)
                .flatMap(text -> places.inside(element, base, text))
                .map(path -> {
                    var file = Forms.JSON.objectNode().put("path", path);
                    file.put("required", element.node().path("required").asBoolean(true));
                    file.put("raw", element.node().path("format").asText().equals("raw"));
                    return file;
                });
    }

    private JsonNode build(Property member) {
        if (!member.node().isObject()) {
            var build = Forms.JSON.objectNode();
            Forms.scalar(member).ifPresent(text -> build.set("context", context(member, text)));
            return build;
        }
        var build = Forms.JSON.objectNode();
        member.members((name, each) -> build.set(
                name,
                switch (name) {
                    case "context" ->
                        Forms.scalar(each).map(text -> context(each, text)).orElse(Forms.JSON.nullNode());
                    case "args", "labels" -> Forms.pairs(each);
                    case "additional_contexts" -> contexts(each);
                    case "extra_hosts" -> Forms.hosts(each);
                    case "cache_from", "cache_to", "tags", "platforms", "ssh" -> list(each);
                    case "dockerfile", "target" -> Forms.node(Forms.scalar(each));
                    default -> each.node();
                }));
        return build;
    }

    private JsonNode contexts(Property member) {
        var contexts = Forms.pairs(member);
        contexts.properties().forEach(each -> {
            if (each.getValue().isTextual()) {
                each.setValue(context(member, each.getValue().textValue()));
            }
        });
        return contexts;
    }

    /** A folder of the source, or what the builder fetches by itself. */
    private JsonNode context(Property member, String text) {
        if (text.matches("(?s)[a-z][a-z0-9+.-]*:.*|git@.*|github\\.com/.*")) {
            return Forms.JSON.textNode(text);
        }
        return Forms.node(places.inside(member, base, text));
    }
}
