package dev.taowa.definition;

import dev.taowa.document.Property;
import dev.taowa.metadata.Customizations;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.Environment;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.HostRequirements;
import dev.taowa.metadata.Metadata;
import dev.taowa.metadata.MountText;
import dev.taowa.metadata.Rights;
import dev.taowa.metadata.Users;
import dev.taowa.port.Ports;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads "runArgs", options of {@code docker run}: those that a machine can follow become what the properties of their
 * own would have said, the others are named in a warning.
 */
final class RunArguments {

    /** Options without a value. A machine has all rights inside, a terminal for each session, and stays until deleted. */
    private static final Set<String> FLAGS = Set.of(
            "--privileged",
            "--init",
            "--rm",
            "-i",
            "--interactive",
            "-t",
            "--tty",
            "-it",
            "-d",
            "--detach",
            "-P",
            "--publish-all",
            "--read-only",
            "--no-healthcheck",
            "--oom-kill-disable");

    /** Options whose wish every workspace meets, or that name what it has another name for. */
    private static final Set<String> MET = Set.of(
            "--rm",
            "-i",
            "--interactive",
            "-t",
            "--tty",
            "-it",
            "-d",
            "--detach",
            "--label",
            "-l",
            "--name",
            "--pull",
            "--ulimit",
            "--shm-size",
            "--cgroupns",
            "--cgroup-parent",
            "--restart",
            "--stop-signal",
            "--stop-timeout");

    private static final Map<String, String> LONG =
            Map.of("-e", "--env", "-v", "--volume", "-p", "--publish", "-m", "--memory", "-u", "--user");

    private final Property property;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<DeclaredMount> mounts = new ArrayList<>();
    private final List<Ports.Forward> forwards = new ArrayList<>();
    private final Set<String> capabilities = new LinkedHashSet<>();
    private final Set<String> securityOptions = new LinkedHashSet<>();
    private boolean init;
    private boolean privileged;
    private Optional<String> user = Optional.empty();
    private Limits limits = Limits.NONE;

    private RunArguments(Property property) {
        this.property = property;
    }

    /** What the arguments come to. */
    record Read(Metadata metadata, Limits limits) {}

    static Read read(Property root) {
        var property = root.find("runArgs");
        if (property.isEmpty()) {
            return new Read(Metadata.NONE, Limits.NONE);
        }
        var arguments = new RunArguments(property.get());
        arguments.readAll();
        var metadata = new Metadata(
                new Users(arguments.user, Optional.empty(), Optional.empty()),
                new Environment(arguments.environment, Map.of(), Optional.empty()),
                new Rights(arguments.init, arguments.privileged, arguments.capabilities, arguments.securityOptions),
                List.of(),
                arguments.mounts,
                new Ports(arguments.forwards, Map.of(), Optional.empty()),
                Hooks.NONE,
                HostRequirements.NONE,
                Customizations.NONE,
                Optional.empty());
        return new Read(metadata, arguments.limits);
    }

    private void readAll() {
        var elements = new ArrayList<Property>();
        property.elements(elements::add);
        for (var index = 0; index < elements.size(); index++) {
            var element = elements.get(index);
            var text = element.text().orElse("");
            var equals = text.startsWith("--") ? text.indexOf('=') : -1;
            var name = equals < 0 ? text : text.substring(0, equals);
            var option = LONG.getOrDefault(name, name);
            if (!option.startsWith("-")) {
                element.mistake("must be an option of `docker run`");
            } else if (FLAGS.contains(option)) {
                flag(option, element);
            } else if (equals >= 0) {
                value(option, text.substring(equals + 1), element);
            } else if (index + 1 < elements.size()) {
                index++;
                value(option, elements.get(index).text().orElse(""), element);
            } else {
                element.mistake("lacks its value");
            }
        }
    }

    private void flag(String option, Property element) {
        switch (option) {
            case "--privileged" -> privileged = true;
            case "--init" -> init = true;
            default -> leave(option, element);
        }
    }

    private void value(String option, String value, Property element) {
        switch (option) {
            case "--env" -> variable(value, element);
            case "--volume" -> volume(value, element);
            case "--mount" -> MountText.of(element, value).ifPresent(mounts::add);
            case "--tmpfs" -> mounts.add(new DeclaredMount.Memory(value.split(":", 2)[0]));
            case "--publish", "--expose" -> port(value, element);
            case "--cap-add" -> capabilities.add(value);
            case "--security-opt" -> securityOptions.add(value);
            case "--user" -> user = Optional.of(value.split(":", 2)[0]);
            case "--memory" ->
                ByteSize.parse(value)
                        .ifPresentOrElse(
                                size -> limits =
                                        new Limits(limits.cpus(), Optional.of(size), limits.disk(), limits.pids()),
                                () -> element.mistake("must have a size such as 4g"));
            case "--cpus" ->
                number(value, element)
                        .ifPresent(count -> limits =
                                new Limits(OptionalDouble.of(count), limits.memory(), limits.disk(), limits.pids()));
            case "--pids-limit" ->
                number(value, element)
                        .ifPresent(count -> limits = new Limits(
                                limits.cpus(), limits.memory(), limits.disk(), OptionalLong.of(count.longValue())));
            default -> leave(option, element);
        }
    }

    private static void leave(String option, Property element) {
        if (!MET.contains(option)) {
            element.warn("is not carried out: a workspace is a machine of its own, not a container that %s changes"
                    .formatted(option));
        }
    }

    private void variable(String text, Property element) {
        var equals = text.indexOf('=');
        var name = equals < 0 ? text : text.substring(0, equals);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            element.mistake("is no name for a variable");
        } else if (equals < 0) {
            element.warn("takes the value of this machine's variable %s only when written ${localEnv:%s}"
                    .formatted(name, name));
        } else {
            environment.put(name, text.substring(equals + 1));
        }
    }

    /** {@code SOURCE:TARGET[:OPTIONS]}; a source that is no path is a volume's name. */
    private void volume(String text, Property element) {
        var parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty()) {
            element.mistake("must have SOURCE:TARGET or SOURCE:TARGET:ro");
            return;
        }
        var type = parts[0].startsWith("/") ? "bind" : "volume";
        var readOnly = parts.length == 3 && List.of(parts[2].split(",")).contains("ro");
        MountText.of(element, type, parts[0], parts[1], readOnly).ifPresent(mounts::add);
    }

    private void port(String text, Property element) {
        var inside = text.substring(text.lastIndexOf(':') + 1).replaceFirst("/tcp$", "");
        var port = Ports.number(inside);
        if (port.isEmpty()) {
            element.mistake("must have a port");
            return;
        }
        forwards.add(new Ports.Forward(Optional.empty(), port.getAsInt()));
    }

    private static Optional<Double> number(String text, Property element) {
        if (text.matches("[0-9]{1,6}(?:\\.[0-9]{1,6})?") && Double.parseDouble(text) > 0) {
            return Optional.of(Double.parseDouble(text));
        }
        element.mistake("must have a number");
        return Optional.empty();
    }
}
