package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Dialer;
import dev.taowa.driver.Driver;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.driver.podman.engine.EngineService;
import dev.taowa.driver.podman.probe.HostFacts;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.HostCapacity;
import dev.taowa.host.HostReport;
import dev.taowa.image.Images;
import dev.taowa.image.MachineSettings;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Progress;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.NetworkAllowance;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Stats;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Workspaces as rootful containers of Podman on this machine, each in a user namespace of its own. */
public final class PodmanDriver implements Driver {

    private static final int TRIES = 6;
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    private final Root root;
    private final String stateId;
    private final HostFacts facts;
    private final EngineService service;
    private final EngineClient engine;
    private final Host host;
    private final Recipe recipe;
    private final Volumes volumes;
    private final Network network;
    private final Firewall firewall;
    private final Folders folders;
    private final WorkspaceIdRanges ranges;
    private final MachineDialers dialers;
    private final KernelLog kernelLog;
    private final Halt halt;
    private final Map<WorkspaceId, ReentrantLock> starting = new ConcurrentHashMap<>();

    /** What is the same for every workspace of the host, and made by other parts of the driver. */
    public interface Host {
        HostReport report();

        MachineSettings settings();

        Mount.Shared webIde(Progress progress);

        Images images();
    }

    public PodmanDriver(Root root, String stateId, Function<EngineClient, Host> host) {
        this.root = root;
        this.stateId = stateId;
        this.facts = HostFacts.of(root);
        this.service = new EngineService(root, facts.runtime(), Hook.install(root));
        this.engine = service.client();
        this.host = host.apply(engine);
        this.recipe = new Recipe(facts, HostParts.processes(root, facts), stateId);
        this.volumes = new Volumes(engine, stateId);
        this.network = new Network(engine, stateId);
        this.firewall = new Firewall(root);
        this.folders = new Folders(root);
        this.ranges = new WorkspaceIdRanges(engine, stateId);
        this.dialers = new MachineDialers(root, this::inspected);
        this.kernelLog = new KernelLog(root);
        this.halt = new Halt(engine);
    }

    @Override
    public HostReport probe() {
        return host.report();
    }

    @Override
    public HostCapacity capacity() {
        return HostParts.capacity(facts);
    }

    @Override
    public void ready(Progress progress) {
        service.ready();
    }

    @Override
    public MachineSettings settings() {
        return host.settings();
    }

    @Override
    public Mount.Shared obtainWebIde(Progress progress) {
        return host.webIde(progress);
    }

    @Override
    public Images images() {
        return host.images();
    }

    @Override
    public Workspace start(WorkspacePlan plan, Progress progress) {
        var lock = starting.computeIfAbsent(plan.id(), _ -> new ReentrantLock());
        lock.lock();
        try {
            return asking("starting " + plan.name(), () -> obtain(plan, progress));
        } finally {
            lock.unlock();
        }
    }

    private Workspace obtain(WorkspacePlan plan, Progress progress) {
        try {
            return obtainOnce(plan, progress);
        } catch (EngineException e) {
            // What an engine left half-made when it was killed may refuse to go on: it is made anew, once. A machine
            // that has run holds what a person did to it, and is not ours to throw away.
            if (inspected(plan.id()).filter(Observation::hasRun).isPresent()) {
                throw e;
            }
            removeContainer(plan.id());
            network.remove(plan.id());
            return obtainOnce(plan, progress);
        }
    }

    private Workspace obtainOnce(WorkspacePlan plan, Progress progress) {
        var found = inspected(plan.id());
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

    @Override
    public Workspace start(WorkspaceId id, Progress progress) {
        return asking("starting " + id, () -> {
            var container = inspected(id).orElseThrow(() -> EngineProblems.notFound(id));
            if (Observation.running(container)) {
                return Observation.workspace(container);
            }
            var made = MadeMachine.of(container);
            folders.show(id, made.user(), ranges.obtain(id), made.folders(), progress);
            return boot(id, made.allowances());
        });
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

    private void place(WorkspaceId id, List<PlacedFile> files) {
        var archive = new ByteArrayEntity(PlacedFiles.archive(files), ContentType.create("application/x-tar"));
        engine.send(
                "PUT",
                "/containers/" + Names.container(id) + "/archive?path=%2F",
                archive,
                body -> body.readAllBytes());
    }

    private Workspace boot(WorkspaceId id, Set<NetworkAllowance> allowances) {
        firewall.protect(id, allowances);
        // The monitor of a start that failed just before may still hold the port.
        persistently(EngineProblems::isPortTaken, () -> engine.post("/containers/" + Names.container(id) + "/start"));
        return Observation.workspace(inspected(id).orElseThrow(() -> EngineProblems.notFound(id)));
    }

    @Override
    public void stop(WorkspaceId id, Progress progress) {
        asking("stopping " + id, () -> {
            if (inspected(id).filter(Observation::running).isPresent()) {
                halt.end(id);
            }
            return id;
        });
    }

    @Override
    public void remove(WorkspaceId id, boolean keepVolumes, Progress progress) {
        asking("deleting " + id, () -> {
            removeContainer(id);
            folders.hide(id);
            firewall.forget(id);
            network.remove(id);
            if (!keepVolumes) {
                volumes.removeAll(id);
            }
            return id;
        });
    }

    private void removeContainer(WorkspaceId id) {
        // Podman's own clean-up after an end may still hold its mounts; asked again it finishes.
        persistently(_ -> true, () -> engine.delete("/containers/" + Names.container(id) + "?force=true&timeout=0"));
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

    @Override
    public List<Workspace> list() {
        return asking("listing workspaces", () -> {
            var filters = "{\"label\":[\"%s=%s\"]}".formatted(WorkspaceLabels.STATE, stateId);
            var found = new ArrayList<Workspace>();
            for (var entry :
                    engine.get(EngineClient.path("/containers/json", Map.of("all", "true", "filters", filters)))) {
                found.add(Observation.listed(
                        entry,
                        () -> kernelLog.corrected(
                                engine.get("/containers/" + entry.path("Id").asText() + "/json"))));
            }
            return found;
        });
    }

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        return asking("looking for " + id, () -> inspected(id).map(Observation::workspace));
    }

    @Override
    public Dialer dialer(WorkspaceId id) {
        return asking("reaching " + id, () -> dialers.of(id));
    }

    @Override
    public List<Integer> listening(WorkspaceId id) {
        return asking("reading the ports of " + id, () -> {
            var ports = new TreeSet<Integer>();
            for (var text : dialers.files(id, "net/tcp", "net/tcp6")) {
                ports.addAll(ListeningSockets.ports(text));
            }
            return List.copyOf(ports);
        });
    }

    @Override
    public Stats stats(WorkspaceId id) {
        return asking("measuring " + id, () -> new Measurement(engine, root, volumes).of(id));
    }

    @Override
    public boolean ranOutOfMemory(WorkspaceId id, Instant since) {
        return asking(
                "looking for the end of a program in " + id,
                () -> inspected(id)
                        .filter(container -> kernelLog.tellsOfKill(container, since))
                        .isPresent());
    }

    @Override
    public AutoCloseable watch(Consumer<StateChange> changes) {
        return EngineWatch.start(
                service,
                stateId,
                () -> {
                    var found = list();
                    found.forEach(each -> changes.accept(new StateChange(each.id(), each.state())));
                    return found.stream().map(Workspace::id).collect(Collectors.toSet());
                },
                id -> find(id).ifPresent(found -> changes.accept(new StateChange(id, found.state()))),
                id -> changes.accept(new StateChange(id, new WorkspaceState.Missing())));
    }

    @Override
    public void close() {
        engine.close();
        root.close();
    }

    private Optional<JsonNode> inspected(WorkspaceId id) {
        return engine.find("/containers/" + Names.container(id) + "/json")
                .filter(container -> container
                        .path("Config")
                        .path("Labels")
                        .path(WorkspaceLabels.STATE)
                        .asText()
                        .equals(stateId))
                .map(kernelLog::corrected);
    }

    /** Asks the engine; one that went away is started again and asked again, since every call is idempotent. */
    private <T> T asking(String doing, Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (EngineException e) {
                throw EngineProblems.of(e, doing);
            } catch (ProblemException e) {
                if (e.problem().code() != ProblemCode.ENGINE_UNREACHABLE || attempt == TRIES) {
                    throw e;
                }
                service.ready();
            }
        }
    }
}
