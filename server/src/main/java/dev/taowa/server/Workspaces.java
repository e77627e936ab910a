package dev.taowa.server;

import dev.taowa.access.SshConfigFile;
import dev.taowa.access.SshHost;
import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.driver.Driver;
import dev.taowa.endpoint.Endpoints;
import dev.taowa.port.DeclaredPorts;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkouts;
import dev.taowa.store.History;
import dev.taowa.store.StoredWishes;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.up.OuterEntry;
import dev.taowa.up.Secrets;
import dev.taowa.up.Up;
import dev.taowa.up.Wish;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people do with workspaces, each as an operation that can be watched. Safe for use by many threads. */
final class Workspaces implements Endpoints {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Parts parts;

    /** Everything they are made of; {@code up} is built on them and comes later. */
    record Parts(
            ServerHome home,
            Driver driver,
            Checkouts checkouts,
            StoredWishes wishes,
            Secrets secrets,
            OuterEntry outer,
            History history,
            Operations operations,
            SshConfigFile sshConfig,
            InstantSource clock) {}

    Workspaces(Parts parts) {
        this.parts = parts;
    }

    Operation up(Up up, UpRequest request) {
        var wish = up.wish(request);
        var failure = backgroundFailure(wish);
        return parts.operations().start(Operation.Kind.UP, wish, request.asked(wish.source()), operation -> {
            failure.ifPresent(operation::warn);
            try {
                up.run(wish, request, operation);
            } catch (ProblemException thrown) {
                try {
                    forgetUnlessMade(wish, thrown.problem(), operation);
                } catch (IOException | RuntimeException meanwhile) {
                    // What is told is why there is no workspace; that its name stays taken is seen in `ls`.
                    thrown.addSuppressed(meanwhile);
                }
                throw thrown;
            }
        });
    }

    /** What nobody may have seen: a command that failed when nobody waited for it any more. */
    private Optional<String> backgroundFailure(Wish wish) {
        return parts.history()
                .last(wish.id())
                .filter(last -> last.phases().stream()
                        .anyMatch(phase -> phase.name().equals(Phase.BACKGROUND.id())
                                && phase.outcome().equals("failed")))
                .flatMap(History.Entry::problem)
                .filter(problem -> problem.code() != ProblemCode.CANCELLED)
                .map(problem -> "in the background, %s; it is run again".formatted(problem.what()));
    }

    /** A source that cannot be had makes no workspace: its name is free again. */
    private void forgetUnlessMade(Wish wish, Problem problem, Operation operation) throws IOException {
        var failedAtSource = operation.phase().filter(Phase.SOURCE::equals).isPresent()
                && problem.code().fault() == ProblemCode.Fault.INPUT
                && problem.code() != ProblemCode.CANCELLED;
        if (failedAtSource && parts.driver().find(wish.id()).isEmpty()) {
            parts.checkouts().remove(wish.id());
            parts.secrets().forget(wish.id());
            parts.wishes().forget(wish.id());
            operation.forget();
            deleteFolder(parts.home().logs(wish.id()));
        }
    }

    /**
     * Makes the machine anew from its definition; volumes stay.
     *
     * @param client as {@link UpRequest#client}
     */
    Operation rebuild(Up up, Wish wish, Map<String, String> client) {
        var request = wish.request().from(client).recreating();
        return parts.operations()
                .start(Operation.Kind.REBUILD, wish, "rebuild", operation -> up.run(wish, request, operation));
    }

    /** @param client as {@link UpRequest#client} */
    Operation start(Up up, Wish wish, Map<String, String> client) {
        var request = wish.request().from(client);
        var failure = backgroundFailure(wish);
        return parts.operations().start(Operation.Kind.START, wish, "start", operation -> {
            failure.ifPresent(operation::warn);
            if (parts.driver().find(wish.id()).isEmpty()) {
                up.run(wish, request, operation);
                return;
            }
            up.resume(wish, request, operation);
        });
    }

    Operation stop(Wish wish) {
        return parts.operations().start(Operation.Kind.STOP, wish, "stop", operation -> halt(wish, operation));
    }

    /** @param client as {@link UpRequest#client} */
    Operation restart(Up up, Wish wish, Map<String, String> client) {
        var request = wish.request().from(client);
        return parts.operations().start(Operation.Kind.RESTART, wish, "restart", operation -> {
            halt(wish, operation);
            up.resume(wish, request, operation);
        });
    }

    private void halt(Wish wish, Operation operation) {
        new Phases(operation, parts.clock()).run(Phase.STOP, PATIENCE, step -> {
            parts.driver().ready(step.progress());
            parts.driver().stop(wish.id(), step.progress());
            return wish;
        });
        writeSshConfig();
    }

    /** Deletes everything of the workspace; what runs on it is cancelled first. */
    Operation delete(Wish wish, boolean keepVolumes) {
        var request = "delete " + keepVolumes;
        if (parts.operations()
                .running(wish.id())
                .filter(other -> !other.isSame(Operation.Kind.DELETE, request))
                .isPresent()) {
            parts.operations().cancel(wish.id());
        }
        return parts.operations().start(Operation.Kind.DELETE, wish, request, operation -> {
            new Phases(operation, parts.clock()).run(Phase.DELETE, PATIENCE, step -> {
                parts.driver().ready(step.progress());
                parts.driver().find(wish.id()).ifPresent(found -> parts.outer().forget(found, step::warn));
                parts.driver().remove(wish.id(), keepVolumes, step.progress());
                if (!keepVolumes) {
                    parts.checkouts().remove(wish.id());
                    parts.secrets().forget(wish.id());
                    parts.wishes().forget(wish.id());
                    operation.forget();
                }
                return wish;
            });
            writeSshConfig();
            deleteFolder(parts.home().logs(wish.id()));
        });
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The wish of this name; WORKSPACE_NOT_FOUND otherwise. */
    Wish get(String name) {
        return find(name)
                .or(() -> adopted(name))
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.WORKSPACE_NOT_FOUND,
                        "there is no workspace named \"%s\"".formatted(name.replaceAll("\\p{Cntrl}", "?")),
                        "`taowa ls` lists what there is")));
    }

    private Optional<Wish> find(String name) {
        return parts.wishes().all().stream()
                .filter(wish -> wish.name().value().equals(name))
                .findFirst();
    }

    private Optional<Wish> adopted(String name) {
        onEngine();
        return find(name);
    }

    /** The machine as it runs now; WORKSPACE_NOT_RUNNING otherwise. */
    Workspace running(Wish wish) {
        return parts.driver()
                .find(wish.id())
                .filter(found -> found.sshPort().isPresent())
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.WORKSPACE_NOT_RUNNING,
                        "workspace %s does not run".formatted(wish.name()),
                        "start it with `taowa start %s`".formatted(wish.name()))));
    }

    /** What the engine knows, by id; wishes that the store has lost are made again from the engine's labels. */
    Map<WorkspaceId, Workspace> onEngine() {
        var found = new HashMap<WorkspaceId, Workspace>();
        for (var workspace : parts.driver().list()) {
            found.put(workspace.id(), workspace);
        }
        var lost = new HashMap<>(found);
        parts.wishes().all().forEach(wish -> lost.remove(wish.id()));
        lost.values().forEach(this::adopt);
        return found;
    }

    private void adopt(Workspace workspace) {
        var underWay = parts.operations().running(workspace.id()).isPresent();
        if (underWay || find(workspace.name().value()).isPresent()) {
            return;
        }
        var source = workspace.label(WorkspaceLabels.SOURCE);
        var ide = workspace.label(WorkspaceLabels.IDE);
        var request = new UpRequest(
                source,
                Optional.of(workspace.name().value()),
                Optional.empty(),
                "local",
                Optional.of(ide.isEmpty() ? "none" : ide),
                false,
                Limits.NONE,
                Set.of(),
                OuterEntry.of(workspace),
                DefinitionChoice.NONE,
                Map.of(),
                GivenSecrets.NONE);
        parts.wishes().save(new Wish(workspace.id(), workspace.name(), source, request, workspace.createdAt()));
    }

    List<Wish> wishes() {
        return parts.wishes().all();
    }

    @Override
    public void publish(Workspace workspace, DeclaredPorts ports) {
        parts.wishes().savePorts(workspace.id(), ports);
        writeSshConfig();
    }

    /** One entry a workspace, those that do not run included, so that `ssh` says so instead of looking up a name. */
    synchronized void writeSshConfig() {
        var engine = onEngine();
        var hosts = new ArrayList<SshHost>();
        for (var wish : parts.wishes().all()) {
            var workspace = Optional.ofNullable(engine.get(wish.id()));
            workspace.ifPresent(found -> hosts.add(new SshHost(
                    wish.name(),
                    found.sshPort(),
                    LoginUser.of(found.label(WorkspaceLabels.USER)).name(),
                    found.label(WorkspaceLabels.FOLDER))));
        }
        parts.sshConfig().write(hosts);
    }
}
