package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.ImageTag;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads of the chosen service what a machine needs. */
final class ServiceReader {

    private static final Pattern USER =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}\\$?(?::[A-Za-z0-9_.-]{1,63})?");

    private final ComposeProject project;
    private final Property root;
    private final Property service;
    private final ObjectNode node;
    private final boolean keepsCommand;

    /**
     * @param root the whole model
     * @param keepsCommand whether the service's command runs in the workspace
     */
    ServiceReader(ComposeProject project, Property root, Property service, boolean keepsCommand) {
        this.keepsCommand = keepsCommand;
        this.project = project;
        this.root = root;
        this.service = service;
        this.node = (ObjectNode) service.node();
    }

    ComposeService read(String name, Notes notes) {
        new LeftOut(root, service).warn();
        network();
        var entrypoint = words("entrypoint");
        var command = words("command");
        warnOfCommand(entrypoint, command);
        return new ComposeService(
                name,
                image(),
                build(),
                environment(),
                user(),
                text("working_dir"),
                mounts(),
                ports(),
                GrantReader.read(service, project),
                entrypoint,
                command,
                memory(),
                cpus(),
                pids(),
                notes.warnings());
    }

    private Optional<String> text(String name) {
        return text(node.path(name));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private void network() {
        if (node.path("network_mode").asText("").startsWith("container:")) {
            service.find("network_mode")
                    .ifPresent(property ->
                            property.mistake("must not name a container: only those of this project are there"));
        }
    }

    private Optional<String> user() {
        var user = text("user");
        if (user.isPresent() && !USER.matcher(user.get()).matches()) {
            service.find("user").ifPresent(property -> property.mistake("is not the name or number of a user"));
        }
        return user;
    }

    private Optional<String> image() {
        var image = text("image");
        if (image.isPresent() && !ImageTag.isName(image.get())) {
            service.find("image").ifPresent(property -> property.mistake("is not the name of an image"));
        }
        return image;
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
            if (!each.getKey().matches("[^=\\x00]+") || each.getValue().asText().indexOf('\0') >= 0) {
                at.ifPresent(property -> property.mistake("holds a name that is none, or a NUL character"));
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

    private ComposeMount mount(JsonNode volume) {
        var source = volume.path("source").asText("");
        var target = volume.path("target").asText();
        var readOnly = volume.path("read_only").asBoolean();
        return switch (volume.path("type").asText()) {
            case "tmpfs" -> new ComposeMount.Memory(target);
            case "bind" ->
                source.startsWith("./")
                        ? new ComposeMount.OfSource(source.substring(2), target, readOnly)
                        : new ComposeMount.OfMachine(atHome(source), target, readOnly);
            default ->
                source.isEmpty()
                        ? new ComposeMount.Anonymous(target, readOnly)
                        : new ComposeMount.Volume(source, target, readOnly);
        };
    }

    private String atHome(String path) {
        return path.matches("(?s)~(?:/.*)?")
                ? project.home().map(home -> home + path.substring(1)).orElse(path)
                : path;
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

    /** With "overrideCommand": true nothing of it runs, which matters where it does more than wait. */
    private void warnOfCommand(Optional<List<String>> entrypoint, Optional<List<String>> command) {
        var all = new ArrayList<>(entrypoint.orElse(List.of()));
        all.addAll(command.orElse(List.of()));
        if (!keepsCommand && !IdleCommand.is(all)) {
            service.find(command.isPresent() ? "command" : "entrypoint")
                    .ifPresent(property -> property.warn("is not run: a workspace boots as a machine;"
                            + " \"overrideCommand\": false in devcontainer.json runs it there"));
        }
    }

    private Optional<List<String>> words(String name) {
        var value = node.path(name);
        if (value.isArray()) {
            var words = new ArrayList<String>();
            value.forEach(word -> words.add(word.asText()));
            words.removeIf(word -> words.size() == 1 && word.isEmpty());
            return Optional.of(words);
        }
        return value.isTextual()
                ? service.find(name).map(property -> ShellWords.split(property, value.textValue()))
                : Optional.empty();
    }

    private OptionalLong pids() {
        var limit = node.path("pids_limit");
        var text = (limit.isMissingNode() ? limits().path("pids") : limit).asText("");
        if (text.matches("|0|-1")) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,9}")) {
            service.mistake("has a limit of processes that is no number");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private JsonNode limits() {
        return node.path("deploy").path("resources").path("limits");
    }

    private Optional<ByteSize> memory() {
        var limit = text("mem_limit")
                .or(() -> Optional.of(limits().path("memory").asText("")))
                .filter(text -> !text.matches("|0"));
        var size = limit.flatMap(ByteSize::parse);
        if (limit.isPresent() && size.isEmpty()) {
            service.mistake("has a limit of memory that is no size such as \"2g\"");
        }
        return size;
    }

    private Optional<BigDecimal> cpus() {
        var limit = node.path("cpus");
        var text = (limit.isMissingNode() ? limits().path("cpus") : limit).asText("");
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
