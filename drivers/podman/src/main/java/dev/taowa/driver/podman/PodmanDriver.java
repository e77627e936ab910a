package dev.taowa.driver.podman;

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
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Stats;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Workspaces as rootful containers of Podman on this machine, each in a user namespace of its own. */
public final class PodmanDriver implements Driver {

    private static final int TRIES = 5;

    private final Root root;
    private final String stateId;
    private final HostFacts facts;
    private final EngineService service;
    private final EngineClient engine;
    private final Host host;
    private final Volumes volumes;
    private final Machines machines;
    private final MachineDialers dialers;
    private final KernelLog kernelLog;
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
        this.service = new EngineService(root, facts.runtime(), Hooks.install(root));
        this.engine = service.client();
        this.host = host.apply(engine);
        this.volumes = new Volumes(engine, stateId);
        this.kernelLog = new KernelLog(root);
        this.machines = new Machines(root, engine, facts, stateId, volumes, kernelLog);
        this.dialers = new MachineDialers(root, machines::find);
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
            return asking("starting " + plan.name(), () -> machines.obtain(plan, progress));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Workspace start(WorkspaceId id, Progress progress) {
        return asking("starting " + id, () -> machines.start(id, progress));
    }

    @Override
    public void place(WorkspaceId id, List<PlacedFile> files) {
        asking("placing files in " + id, () -> {
            if (machines.find(id).isEmpty()) {
                throw EngineProblems.notFound(id);
            }
            machines.place(id, files);
            return id;
        });
    }

    /** Not asked again when the engine goes away: what it runs may have done half of its work. */
    @Override
    public int runAside(
            WorkspacePlan plan, List<String> argv, String folder, Consumer<String> lines, Progress progress) {
        try {
            return machines.runAside(plan, argv, folder, lines, progress);
        } catch (EngineException e) {
            throw EngineProblems.of(e, "running a command beside " + plan.name());
        }
    }

    @Override
    public void stop(WorkspaceId id, Progress progress) {
        asking("stopping " + id, () -> {
            machines.stop(id);
            return id;
        });
    }

    @Override
    public void remove(WorkspaceId id, boolean keepVolumes, Progress progress) {
        asking("deleting " + id, () -> {
            machines.remove(id, keepVolumes);
            return id;
        });
    }

    @Override
    public List<Workspace> list() {
        return asking("listing workspaces", () -> {
            var filters = "{\"label\":[\"%s=%s\"]}".formatted(WorkspaceLabels.STATE, stateId);
            var found = new ArrayList<Workspace>();
            for (var entry :
                    engine.get(EngineClient.path("/containers/json", Map.of("all", "true", "filters", filters)))) {
                if (!entry.path("Labels").has(WorkspaceLabels.ID)) {
                    continue;
                }
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
        return asking("looking for " + id, () -> machines.find(id).map(Observation::workspace));
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
                () -> machines.find(id)
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
