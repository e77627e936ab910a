package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.driver.podman.probe.HostFacts;
import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.task.Progress;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.NetworkAllowance;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import java.io.BufferedInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * The containers that workspaces run in, each made to its plan with all it needs of the host, started and removed.
 *
 * <p>Safe for use by many threads; the caller starts one workspace from one thread at a time.
 */
final class Machines {

    private static final int TRIES = 5;
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    private final Root root;
    private final EngineClient engine;
    private final HostFacts facts;
    private final String stateId;
    private final Volumes volumes;
    private final KernelLog kernelLog;
    private final Recipe recipe;
    private final Network network;
    private final Firewall firewall;
    private final Folders folders;
    private final WorkspaceIdRanges ranges;
    private final Halt halt;

    Machines(Root root, EngineClient engine, HostFacts facts, String stateId, Volumes volumes, KernelLog kernelLog) {
        this.root = root;
        this.engine = engine;
        this.facts = facts;
        this.stateId = stateId;
        this.volumes = volumes;
        this.kernelLog = kernelLog;
        this.recipe = new Recipe(facts, HostParts.processes(root), stateId);
        this.network = new Network(root, engine, stateId);
        this.firewall = new Firewall(root);
        this.folders = new Folders(root);
        this.ranges = new WorkspaceIdRanges(engine, stateId);
        this.halt = new Halt(engine);
    }

    /** What the engine knows of it, if it is one of this state. */
    Optional<JsonNode> find(WorkspaceId id) {
        return engine.find("/containers/" + Names.container(id) + "/json")
                .filter(container -> container
                        .path("Config")
                        .path("Labels")
                        .path(WorkspaceLabels.STATE)
                        .asText()
                        .equals(stateId))
                .map(kernelLog::corrected);
    }

    /** The machine of the plan, running: as it is if it runs to that plan, started if it is there, else made. */
    Workspace obtain(WorkspacePlan plan, Progress progress) {
        try {
            return obtainOnce(plan, progress);
        } catch (EngineException e) {
            // What an engine left half-made when it was killed may refuse to go on: it is made anew, once. A machine
            // that has run holds what a person did to it, and is not ours to throw away.
            if (find(plan.id()).filter(Observation::hasRun).isPresent()) {
                throw e;
            }
            removeContainer(plan.id());
            network.remove(plan.id());
            return obtainOnce(plan, progress);
        }
    }

    private Workspace obtainOnce(WorkspacePlan plan, Progress progress) {
        var found = find(plan.id());
        if (found.filter(container -> isOf(plan, container)).isPresent()) {
            return resume(plan, found.get(), progress);
        }
        if (found.filter(Observation::running).isPresent()) {
            halt.end(plan.id());
        }
        found.ifPresent(_ -> removeContainer(plan.id()));
        create(plan, progress);
        return boot(plan.id(), plan.allowances());
    }

    private Workspace resume(WorkspacePlan plan, JsonNode container, Progress progress) {
        if (Observation.running(container)) {
            return Observation.workspace(container);
        }
        // A crash between creation and this may have left the files out, and a reboot the mounts.
        folders.show(plan.id(), plan.user(), ranges.obtain(plan.id()), plan.mounts(), progress);
        place(plan.id(), plan.files());
        return boot(plan.id(), plan.allowances());
    }

    private static boolean isOf(WorkspacePlan plan, JsonNode container) {
        return container
                .path("Config")
                .path("Labels")
                .path(WorkspaceLabels.PLAN)
                .asText()
                .equals(plan.hash());
    }

    /** Everything a container needs, each part made if missing, then the container with its files in it. */
    private void create(WorkspacePlan plan, Progress progress) {
        if (engine.find("/images/" + EngineClient.encode(plan.image().value()) + "/json")
                .isEmpty()) {
            throw EngineProblems.imageNotFound(plan.image());
        }
        if (plan.limits().disk().isPresent() && !facts.limitsDisk()) {
            progress.warn("the disk limit of %s is not enforced: the engine's storage has no quotas"
                    .formatted(plan.limits().disk().get()));
        }
        var ids = ranges.obtain(plan.id());
        for (var mount : plan.mounts()) {
            if (mount instanceof Mount.Volume volume) {
                volumes.obtain(plan.id(), Names.volume(plan.id(), volume.name()));
            }
        }
        network.obtain(plan.id());
        var shown = folders.show(plan.id(), plan.user(), ids, plan.mounts(), progress);
        engine.post("/containers/create", recipe.container(plan, shown.range(), shown.paths()));
        place(plan.id(), plan.files());
    }

    void place(WorkspaceId id, List<PlacedFile> files) {
        var archive = new ByteArrayEntity(PlacedFiles.archive(files), ContentType.create("application/x-tar"));
        engine.send(
                "PUT",
                "/containers/" + Names.container(id) + "/archive?path=%2F",
                archive,
                body -> body.readAllBytes());
    }

    private Workspace boot(WorkspaceId id, Set<NetworkAllowance> allowances) {
        network.release(id);
        firewall.protect(id, allowances);
        // After a start that failed the engine holds the port for a while.
        persistently(EngineProblems::isPortTaken, () -> engine.post("/containers/" + Names.container(id) + "/start"));
        return Observation.workspace(find(id).orElseThrow(() -> EngineProblems.notFound(id)));
    }

    /** Runs a program in a container of its own, which goes with its end. */
    int runAside(WorkspacePlan plan, List<String> argv, String folder, Consumer<String> lines, Progress progress) {
        var container = "/containers/" + Names.aside(plan.id());
        removeAside(plan.id());
        network.obtain(plan.id());
        firewall.protect(plan.id(), plan.allowances());
        var shown = folders.show(plan.id(), plan.user(), ranges.obtain(plan.id()), plan.mounts(), progress);
        try {
            engine.post("/containers/create", recipe.aside(plan, argv, folder, shown.range(), shown.paths()));
            engine.post(container + "/start");
            engine.send("GET", container + "/logs?follow=true&stdout=true&stderr=true", null, body -> {
                OutputFrames.read(new BufferedInputStream(body), lines);
                return lines;
            });
            return engine.post(container + "/wait").asInt();
        } finally {
            uninterrupted(() -> removeAside(plan.id()));
        }
    }

    private void removeAside(WorkspaceId id) {
        persistently(_ -> true, () -> engine.delete("/containers/" + Names.aside(id) + "?force=true&timeout=0&v=true"));
    }

    /** What must be done although the operation was cancelled. */
    private static void uninterrupted(Runnable work) {
        var interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts it as it was made. */
    Workspace start(WorkspaceId id, Progress progress) {
        var container = find(id).orElseThrow(() -> EngineProblems.notFound(id));
        if (Observation.running(container)) {
            return Observation.workspace(container);
        }
        var made = MadeMachine.of(container);
        folders.show(id, made.user(), ranges.obtain(id), made.folders(), progress);
        return boot(id, made.allowances());
    }

    void stop(WorkspaceId id) {
        if (find(id).filter(Observation::running).isPresent()) {
            halt.end(id);
        }
    }

    /** Removes it with all that was made for it on the host. */
    void remove(WorkspaceId id, boolean keepVolumes) {
        removeAside(id);
        removeContainer(id);
        folders.hide(id);
        firewall.forget(id);
        network.remove(id);
        if (!keepVolumes) {
            volumes.removeAll(id);
        }
    }

    private void removeContainer(WorkspaceId id) {
        var neverRan = find(id).filter(container -> !Observation.hasRun(container));
        // Podman's own clean-up after an end may still hold its mounts; asked again it finishes.
        persistently(_ -> true, () -> engine.delete("/containers/" + Names.container(id) + "?force=true&timeout=0"));
        // An engine killed while it started a container has not noted that the runtime made it, and leaves it there.
        neverRan.ifPresent(container -> root.run(Program.of(
                facts.runtime(), "delete", "--force", container.path("Id").asText())));
    }

    /** Asks again, a few times, while the engine's answer is one that passes by itself. */
    private static void persistently(Predicate<EngineException> passing, Runnable request) {
        for (var attempt = 1; ; attempt++) {
            try {
                request.run();
                return;
            } catch (EngineException e) {
                if (attempt == TRIES || !passing.test(e)) {
                    throw e;
                }
                LockSupport.parkNanos(BACK_OFF.multipliedBy(attempt).toNanos());
            }
        }
    }
}
