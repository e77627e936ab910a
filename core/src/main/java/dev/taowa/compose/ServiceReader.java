package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads of the chosen service what a machine needs. */
final class ServiceReader {

    /** Attributes that are read here, that mean nothing for a machine, or that a machine has anyway. */
    private static final Set<String> TAKEN = Set.of(("annotations attach build cap_add cap_drop cgroup command configs"
                    + " container_name cpus depends_on deploy entrypoint environment expose extra_hosts healthcheck"
                    + " hostname image init ipc labels links logging mem_limit network_mode networks pid ports"
                    + " privileged profiles pull_policy restart scale secrets security_opt stdin_open"
                    + " stop_grace_period stop_signal tmpfs tty user userns_mode volumes volumes_from working_dir")
            .split(" "));

    private final ComposeProject project;
    private final Property service;
    private final ObjectNode node;

    ServiceReader(ComposeProject project, Property service) {
        this.project = project;
        this.service = service;
        this.node = (ObjectNode) service.node();
    }

    ComposeService read(String name, Notes notes) {
        service.members((attribute, member) -> {
            if (!TAKEN.contains(attribute) && !member.node().isNull()) {
                member.warn("is not carried out: this service becomes the workspace itself");
            }
        });
        network();
        return new ComposeService(
                name,
                text("image"),
                build(),
                environment(),
                text("user"),
                text("working_dir"),
                text("hostname"),
                mounts(),
                ports(),
                grants(),
                hosts(),
                command("entrypoint"),
                command("command"),
                memory(),
                cpus(),
                notes.warnings());
    }

    private Optional<String> text(String name) {
        return text(node.path(name));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private void network() {
        var mode = node.path("network_mode").asText("");
        if (mode.startsWith("container:")) {
            service.find("network_mode")
                    .ifPresent(property ->
                            property.mistake("must not name a container: only those of this project are there"));
        } else if (mode.matches("host|none")) {
            service.find("network_mode")
                    .ifPresent(property -> property.warn("is not carried out: the workspace has a network of its own"));
        }
    }

    private Optional<ComposeBuild> build() {
        if (!(node.get("build") instanceof ObjectNode build)) {
            return Optional.empty();
        }
        var at = service.find("build").orElse(service);
        var context = build.path("context").asText("./");
        if (!context.startsWith("./")) {
            at.mistake("must have a \"context\" that is a folder of the source");
            return Optional.empty();
        }
        at.members((name, member) -> {
            if (!name.matches("context|dockerfile|dockerfile_inline|args|target")) {
                member.warn("is not carried out for the service that becomes the workspace");
            }
        });
        var arguments = new LinkedHashMap<String, String>();
        build.path("args")
                .properties()
                .forEach(each -> arguments.put(each.getKey(), each.getValue().asText()));
        var inline = text(build.path("dockerfile_inline"));
        var file = Path.of(context)
                .resolve(text(build.path("dockerfile")).orElse("Dockerfile"))
                .normalize();
        if (file.isAbsolute() || file.startsWith("..")) {
            at.mistake("must have a \"dockerfile\" that stays inside the source's own folder");
        }
        return Optional.of(new ComposeBuild(
                context.substring(2),
                inline.isPresent() ? Optional.empty() : Optional.of(file.toString()),
                inline,
                arguments,
                text(build.path("target"))));
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        var at = service.find("environment");
        node.path("environment").properties().forEach(each -> {
            if (each.getKey().isEmpty()
                    || each.getKey().indexOf('\0') >= 0
                    || each.getValue().asText().indexOf('\0') >= 0) {
                at.ifPresent(property -> property.mistake("holds a variable without a name, or a NUL character"));
            }
            environment.put(each.getKey(), each.getValue().asText());
        });
        return environment;
    }

    private List<ComposeMount> mounts() {
        var mounts = new ArrayList<ComposeMount>();
        node.path("volumes").forEach(volume -> mounts.add(mount(volume)));
        node.path("tmpfs")
                .forEach(
                        each -> mounts.add(new ComposeMount.Memory(each.asText().split(":", 2)[0])));
        return mounts;
    }

    private static ComposeMount mount(JsonNode volume) {
        var source = volume.path("source").asText("");
        var target = volume.path("target").asText();
        var readOnly = volume.path("read_only").asBoolean();
        return switch (volume.path("type").asText()) {
            case "tmpfs" -> new ComposeMount.Memory(target);
            case "bind" ->
                source.startsWith("./")
                        ? new ComposeMount.OfSource(source.substring(2), target, readOnly)
                        : new ComposeMount.OfMachine(source, target, readOnly);
            default ->
                source.isEmpty()
                        ? new ComposeMount.Anonymous(target, readOnly)
                        : new ComposeMount.Volume(source, target, readOnly);
        };
    }

    private List<ComposePort> ports() {
        var ports = new ArrayList<ComposePort>();
        for (var port : node.path("ports")) {
            var published = port.path("published").asText("").replaceFirst("-.*", "");
            ports.add(new ComposePort(
                    port.path("target").intValue(),
                    published.matches("[1-9][0-9]{0,4}")
                            ? OptionalInt.of(Integer.parseInt(published))
                            : OptionalInt.empty(),
                    port.path("protocol").asText("tcp")));
        }
        return ports;
    }

    private List<ComposeGrant> grants() {
        var grants = new ArrayList<ComposeGrant>();
        for (var kind : List.of("secrets", "configs")) {
            for (var grant : node.path(kind)) {
                var source =
                        project.model().path(kind).path(grant.path("source").asText());
                if (source.path("external").asBoolean()) {
                    service.find(kind)
                            .ifPresent(
                                    property -> property.mistake(
                                            "must not be external: there is no store outside of the workspace to take it from"));
                    continue;
                }
                grants.add(new ComposeGrant(
                        Merge.grantTarget(kind, grant),
                        text(source.path("file")).map(path -> path.substring(2)),
                        text(source.path("content"))
                                .map(Secret::of)
                                .or(() -> Optional.ofNullable(project.variables()
                                        .get(source.path("environment").asText())))));
            }
        }
        return grants;
    }

    private Map<String, String> hosts() {
        var hosts = new LinkedHashMap<String, String>();
        node.path("extra_hosts").forEach(each -> {
            var parts = each.asText().split("=", 2);
            hosts.put(parts[0], parts[1]);
        });
        return hosts;
    }

    private Optional<List<String>> command(String name) {
        var value = node.path(name);
        if (value.isArray()) {
            var words = new ArrayList<String>();
            value.forEach(word -> words.add(word.asText()));
            return Optional.of(words);
        }
        return value.isTextual()
                ? service.find(name).map(property -> ShellWords.split(property, value.textValue()))
                : Optional.empty();
    }

    private Optional<ByteSize> memory() {
        var limit = text("mem_limit")
                .or(() -> text(
                        node.path("deploy").path("resources").path("limits").path("memory")));
        var size = limit.flatMap(ByteSize::parse);
        if (limit.isPresent() && size.isEmpty()) {
            service.mistake("has a limit of memory that is no size such as \"2g\"");
        }
        return size;
    }

    private Optional<BigDecimal> cpus() {
        var limit = node.path("cpus");
        var text = (limit.isMissingNode()
                        ? node.path("deploy").path("resources").path("limits").path("cpus")
                        : limit)
                .asText("");
        if (text.isEmpty() || text.equals("0")) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,4}(?:\\.[0-9]{1,6})?")) {
            service.mistake("has a limit of processors that is no number");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }
}
