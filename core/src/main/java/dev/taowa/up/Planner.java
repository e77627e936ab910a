package dev.taowa.up;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.cluster.Cluster;
import dev.taowa.cluster.NoProxy;
import dev.taowa.compose.Inside;
import dev.taowa.definition.Definition;
import dev.taowa.definition.OwnFeature;
import dev.taowa.image.Image;
import dev.taowa.image.MachineImage;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.outer.OuterAccess;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.SessionEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides what a workspace is made of: the one place where a definition's wishes are granted or refused. */
final class Planner {

    private static final Pattern CONTAINER_ENV =
            Pattern.compile("\\$\\{containerEnv:([^:}]*)(?::([^:}]*))?(?::[^}]*)?}");
    private static final List<OwnFeature> PULLING =
            List.of(OwnFeature.DOCKER, OwnFeature.PODMAN, OwnFeature.KUBERNETES, OwnFeature.K3S);
    private static final Set<Path> OWN_MEMORY = Set.of(Path.of("/run"), Path.of("/run/lock"), Path.of("/tmp"));
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");
    private static final List<String> OURS = List.of("/proc", "/sys", "/dev", "/run", "/etc", "/usr", "/opt/taowa");

    private final Definition definition;
    private final Checkout checkout;
    private final List<String> warnings = new ArrayList<>();

    Planner(Definition definition, Checkout checkout) {
        this.definition = definition;
        this.checkout = checkout;
    }

    /** What was refused or changed, one line each; complete after the other methods were called. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Absolute path inside that sessions start in. */
    String folder() {
        return definition.workspaceFolder().orElseGet(() -> {
            var target = sourceMount().target();
            return checkout.subfolder().isEmpty() ? target : target + "/" + checkout.subfolder();
        });
    }

    List<Mount> mounts(LoginUser user, Optional<Mount.Shared> ide, Mount.Shared mirror) {
        var mounts = new ArrayList<Mount>();
        mounts.add(new Mount.Volume("home", user.home(), false));
        mounts.add(new Mount.Volume("docker", "/var/lib/docker", false));
        mounts.add(new Mount.Volume("containers", "/var/lib/containers", false));
        if (definition.features().asksFor(OwnFeature.REGISTRY.id())) {
            mounts.add(new Mount.Volume("registry", "/var/lib/taowa-registry", false));
        }
        definition.kubernetes().ifPresent(kubernetes -> {
            mounts.add(new Mount.Volume("kubernetes", "/var/lib/taowa-kubernetes", false));
            if (kubernetes instanceof Cluster.Components components) {
                mounts.add(KubernetesPrograms.of(components, checkout));
            }
        });
        if (PULLING.stream().map(OwnFeature::id).anyMatch(definition.features()::asksFor)) {
            mounts.add(mirror);
        }
        if (definition.mountsSource()) {
            mounts.add(sourceMount());
        }
        ide.ifPresent(mounts::add);
        for (var declared : definition.metadata().mounts()) {
            grant(declared).ifPresent(granted -> {
                mounts.removeIf(mount -> mount.target().equals(granted.target()));
                mounts.add(granted);
            });
        }
        return mounts;
    }

    private Mount sourceMount() {
        return definition
                .workspaceMount()
                .flatMap(this::grant)
                .orElseGet(() -> new Mount.Folder(checkout.folder(), checkout.defaultTarget(), false));
    }

    private Optional<Mount> grant(DeclaredMount declared) {
        if (isOfEveryMachine(declared)) {
            return Optional.empty();
        }
        refuseOurs(declared.target());
        return switch (declared) {
            case DeclaredMount.Memory memory -> Optional.of(new Mount.Memory(memory.target()));
            case DeclaredMount.Volume volume ->
                Optional.of(new Mount.Volume("user-" + shortName(volume.name()), volume.target(), volume.readOnly()));
            case DeclaredMount.Bind bind -> grantBind(bind);
        };
    }

    /** What definitions mount to make a machine of a container. */
    private boolean isOfEveryMachine(DeclaredMount declared) {
        var target = Path.of(declared.target()).normalize();
        if (declared instanceof DeclaredMount.Memory) {
            return OWN_MEMORY.contains(target);
        }
        if (declared instanceof DeclaredMount.Bind bind && bind.source().endsWith("docker.sock")) {
            warnings.add("mount of " + bind.source() + " is left out: a workspace has an engine of its own");
            return true;
        }
        if (target.startsWith(CONTROL_GROUPS)) {
            warnings.add("mount at %s is left out: a workspace has control groups of its own".formatted(target));
            return true;
        }
        return false;
    }

    private Optional<Mount> grantBind(DeclaredMount.Bind bind) {
        var written = Path.of(bind.source()).normalize();
        var source = written.isAbsolute() ? real(written) : written;
        if (!source.startsWith(checkout.folder()) && !checkout.isTrusted()) {
            warnings.add(
                    "mount of %s is left out: a repository or a template from elsewhere may mount only the source's files"
                            .formatted(bind.source()));
            return Optional.empty();
        }
        if (!source.isAbsolute()) {
            throw invalid("mount source \"%s\" is not an absolute path".formatted(bind.source()));
        }
        return Optional.of(new Mount.Folder(source, bind.target(), bind.readOnly()));
    }

    /** Where links lead; what does not exist is a problem of whoever mounts it. */
    private static Path real(Path source) {
        try {
            return source.toRealPath();
        } catch (IOException absent) {
            return source;
        }
    }

    private static void refuseOurs(String target) {
        var path = Path.of(target).normalize();
        var refused = !path.isAbsolute()
                || path.getNameCount() == 0
                || OURS.stream().map(Path::of).anyMatch(path::startsWith);
        if (refused) {
            throw invalid("\"%s\" cannot be a mount's target".formatted(target));
        }
    }

    /** A volume's name on the engine: what the definition calls it, cut to what engines take. */
    private static String shortName(String name) {
        return name.replaceAll("[^a-zA-Z0-9_.-]", "-");
    }

    /** The variables of every session: those of the image, then of the machine, then of sessions. */
    SessionEnvironment environment(MachineImage image, Ingredients ingredients) {
        var machine = machineVariables(image.image());
        var variables = new HashMap<>(machine);
        if (ingredients.outerCluster().isPresent()) {
            // The person's own file wins, and is the one that kubectl writes to.
            var own = image.user().home() + "/.kube/config";
            variables.putIfAbsent("KUBECONFIG", own + ":" + OuterAccess.KUBECONFIG);
        }
        definition.metadata().environment().remote().forEach((name, value) -> {
            if (value.isPresent()) {
                variables.put(name, resolve(value.get(), machine));
            } else {
                variables.remove(name);
            }
        });
        var environment = new SessionEnvironment(
                definition.kubernetes().isPresent() ? NoProxy.forCluster(variables) : variables,
                ingredients.secrets().values());
        for (var name : environment.unfit()) {
            warnings.add("variable %s is left out of sessions: its name or value holds what sshd cannot carry"
                    .formatted(name));
        }
        return environment;
    }

    private Map<String, String> machineVariables(Image image) {
        var machine = new HashMap<>(image.environment());
        machine.putAll(definition.metadata().environment().container());
        return machine;
    }

    private static String resolve(String value, Map<String, String> machine) {
        return CONTAINER_ENV.matcher(value).replaceAll(match -> {
            var fallback = match.group(2) == null ? "" : match.group(2);
            return Matcher.quoteReplacement(machine.getOrDefault(match.group(1), fallback));
        });
    }

    /** Files of the machine that the definition decides; {@code mounts} are what {@link #mounts} told. */
    List<PlacedFile> files(MachineImage machine, List<Mount> mounts) {
        var metadata = definition.metadata();
        var files = new ArrayList<PlacedFile>();
        if (!metadata.entrypoints().isEmpty()) {
            files.add(placed("/etc/taowa/entrypoints", String.join("\n", metadata.entrypoints()) + "\n"));
        }
        var settings = metadata.customizations().settings();
        if (!settings.isEmpty()) {
            var json = JsonNodeFactory.instance.objectNode();
            settings.forEach(json::set);
            files.add(placed("/etc/taowa/ide-settings.json", json.toPrettyString() + "\n"));
        }
        metadata.customizations().idleStop().ifPresent(after -> files.addAll(IdleStop.files(after)));
        definition.kubernetes().ifPresent(kubernetes -> files.addAll(kubernetes.files()));
        files.addAll(new OwnCommand(definition, machine.image())
                .files(folder(), new SessionEnvironment(machineVariables(machine.image()), Map.of())));
        definition.compose().ifPresent(compose -> {
            var inner = compose.inner(
                    new Inside(sourceMount().target(), machine.user().home()), metadata.ports());
            files.addAll(inner.files());
            files.addAll(new ComposeGrants(checkout.folder(), mounts)
                    .files(compose.service().grants()));
        });
        return files;
    }

    private static PlacedFile placed(String path, String text) {
        return new PlacedFile(path, 0644, Secret.of(text));
    }

    /** The person's limits, else the definition's, else what it requires: a workspace gets what it asks for, and no more. */
    Limits limits(Limits wished) {
        var required = definition.metadata().hostRequirements();
        var declared = definition.limits();
        var cpus = wished.cpus().isPresent() ? wished.cpus() : declared.cpus();
        return new Limits(
                cpus.isPresent() || required.cpus().isEmpty()
                        ? cpus
                        : OptionalDouble.of(required.cpus().getAsInt()),
                wished.memory().or(declared::memory).or(required::memory),
                wished.disk().or(declared::disk).or(required::storage),
                wished.pids().isPresent() ? wished.pids() : declared.pids());
    }

    private static ProblemException invalid(String what) {
        return new ProblemException(new Problem(
                ProblemCode.DEFINITION_INVALID, what, "correct \"mounts\" or \"workspaceMount\" in devcontainer.json"));
    }
}
