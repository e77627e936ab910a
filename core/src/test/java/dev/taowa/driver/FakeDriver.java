package dev.taowa.driver;

import dev.taowa.dial.Dialer;
import dev.taowa.host.HostCapacity;
import dev.taowa.host.HostReport;
import dev.taowa.host.Tier;
import dev.taowa.image.MachineSettings;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Progress;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Stats;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A driver in memory, with faults to order. Time goes on by one second at each change. */
public final class FakeDriver implements Driver {

    /** What can be told to fail. */
    public enum Call {
        READY,
        WEB_IDE,
        START,
        STOP,
        REMOVE,
        LIST
    }

    private final FakeImages images = new FakeImages();
    private final Map<WorkspaceId, Workspace> workspaces = new LinkedHashMap<>();
    private final FakePorts ports = new FakePorts();
    private final Map<Call, ArrayDeque<Problem>> faults = new EnumMap<>(Call.class);
    private final List<Consumer<StateChange>> watchers = new CopyOnWriteArrayList<>();
    private final List<String> aside = new CopyOnWriteArrayList<>();
    private final List<PlacedFile> placed = new CopyOnWriteArrayList<>();
    private final List<WorkspacePlan> started = new CopyOnWriteArrayList<>();
    private Instant now = Instant.EPOCH;

    @Override
    public FakeImages images() {
        return images;
    }

    /** Has the next call of this kind fail; several of them one after the other. */
    public synchronized void failNext(Call call, Problem problem) {
        faults.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(problem);
    }

    /** Ends a running workspace for a reason of its own. */
    public synchronized void end(WorkspaceId id, ExitCause cause, int exitStatus) {
        change(id, workspace -> ended(workspace, cause, exitStatus));
    }

    /** Lets {@code port} of a workspace lead to an address of this machine. */
    public void serve(WorkspaceId id, int port, SocketAddress address) {
        ports.serve(id, port, address);
    }

    /** What was placed in workspaces that were there, in order. */
    public List<PlacedFile> placed() {
        return List.copyOf(placed);
    }

    @Override
    public void place(WorkspaceId id, List<PlacedFile> files) {
        placed.addAll(files);
    }

    /** Every plan that made a new machine, in order. */
    public List<WorkspacePlan> started() {
        return List.copyOf(started);
    }

    @Override
    public HostReport probe() {
        return new HostReport("local", Optional.of(Tier.USERNS), List.of());
    }

    @Override
    public HostCapacity capacity() {
        return new HostCapacity(4, new ByteSize(16L << 30), new ByteSize(100L << 30));
    }

    @Override
    public boolean ranOutOfMemory(WorkspaceId id, Instant since) {
        return false;
    }

    @Override
    public synchronized void ready(Progress progress) {
        failIfTold(Call.READY);
    }

    @Override
    public MachineSettings settings() {
        return MachineSettings.NONE;
    }

    @Override
    public synchronized Mount.Shared obtainWebIde(Progress progress) {
        failIfTold(Call.WEB_IDE);
        return new Mount.Shared(Path.of("/fake/web-ide"), "/opt/taowa/web-ide");
    }

    @Override
    public synchronized Workspace start(WorkspacePlan plan, Progress progress) {
        failIfTold(Call.START);
        if (images.find(plan.image()).isEmpty()) {
            throw problem(ProblemCode.IMAGE_NOT_FOUND, "image %s is not on the host".formatted(plan.image()));
        }
        var found = workspaces.get(plan.id());
        if (found == null || !found.label(WorkspaceLabels.PLAN).equals(plan.hash())) {
            workspaces.put(plan.id(), created(plan));
            started.add(plan);
        }
        return boot(plan.id());
    }

    @Override
    public synchronized Workspace start(WorkspaceId id, Progress progress) {
        failIfTold(Call.START);
        if (!workspaces.containsKey(id)) {
            throw problem(ProblemCode.WORKSPACE_NOT_FOUND, "the engine knows no workspace " + id);
        }
        return boot(id);
    }

    private Workspace boot(WorkspaceId id) {
        return change(
                id,
                workspace -> workspace.state() instanceof WorkspaceState.Running
                        ? workspace
                        : with(
                                workspace,
                                new WorkspaceState.Running(tick()),
                                OptionalInt.of(40_000 + workspaces.size())));
    }

    /** Notes it and runs nothing. */
    @Override
    public synchronized int runAside(
            WorkspacePlan plan, List<String> argv, String folder, Consumer<String> lines, Progress progress) {
        aside.add(String.join(" ", argv));
        return 0;
    }

    /** What was to run beside workspaces, in order. */
    public List<String> aside() {
        return List.copyOf(aside);
    }

    @Override
    public synchronized void stop(WorkspaceId id, Progress progress) {
        failIfTold(Call.STOP);
        if (workspaces.containsKey(id)) {
            change(id, workspace -> ended(workspace, ExitCause.WISHED, 0));
        }
    }

    @Override
    public synchronized void remove(WorkspaceId id, boolean keepVolumes, Progress progress) {
        failIfTold(Call.REMOVE);
        ports.forget(id);
        if (workspaces.remove(id) != null) {
            tell(id, new WorkspaceState.Missing());
        }
    }

    @Override
    public synchronized List<Workspace> list() {
        failIfTold(Call.LIST);
        return List.copyOf(workspaces.values());
    }

    @Override
    public synchronized Optional<Workspace> find(WorkspaceId id) {
        return Optional.ofNullable(workspaces.get(id));
    }

    @Override
    public synchronized Dialer dialer(WorkspaceId id) {
        running(id);
        return port -> ports.dial(id, port);
    }

    @Override
    public synchronized List<Integer> listening(WorkspaceId id) {
        running(id);
        return ports.listening(id);
    }

    @Override
    public synchronized Stats stats(WorkspaceId id) {
        running(id);
        var nothing = new ByteSize(0);
        return new Stats(
                Duration.ofSeconds(1), new ByteSize(20 << 20), Optional.empty(), 20, nothing, nothing, nothing);
    }

    @Override
    public synchronized AutoCloseable watch(Consumer<StateChange> changes) {
        watchers.add(changes);
        workspaces.values().forEach(each -> changes.accept(new StateChange(each.id(), each.state())));
        return () -> watchers.remove(changes);
    }

    @Override
    public void close() {
        watchers.clear();
    }

    private void running(WorkspaceId id) {
        if (find(id).filter(found -> found.state() instanceof WorkspaceState.Running)
                .isEmpty()) {
            throw problem(ProblemCode.WORKSPACE_NOT_RUNNING, "workspace %s does not run".formatted(id));
        }
    }

    private Workspace created(WorkspacePlan plan) {
        var labels = new HashMap<>(plan.labels());
        labels.put(WorkspaceLabels.STATE, "fake");
        labels.put(WorkspaceLabels.ID, plan.id().value());
        labels.put(WorkspaceLabels.NAME, plan.name().value());
        labels.put(WorkspaceLabels.PLAN, plan.hash());
        ImageTag image = plan.image();
        return new Workspace(
                plan.id(), plan.name(), image, labels, tick(), new WorkspaceState.Created(), OptionalInt.empty());
    }

    private Workspace ended(Workspace workspace, ExitCause cause, int exitStatus) {
        return workspace.state() instanceof WorkspaceState.Running
                ? with(workspace, new WorkspaceState.Stopped(tick(), cause, exitStatus), OptionalInt.empty())
                : workspace;
    }

    private Workspace change(WorkspaceId id, UnaryOperator<Workspace> change) {
        var before = workspaces.get(id);
        if (before == null) {
            throw new IllegalArgumentException("no workspace " + id);
        }
        var after = change.apply(before);
        workspaces.put(id, after);
        if (!after.state().equals(before.state())) {
            tell(id, after.state());
        }
        return after;
    }

    private void tell(WorkspaceId id, WorkspaceState state) {
        new ArrayList<>(watchers).forEach(each -> each.accept(new StateChange(id, state)));
    }

    private static Workspace with(Workspace workspace, WorkspaceState state, OptionalInt sshPort) {
        return new Workspace(
                workspace.id(),
                workspace.name(),
                workspace.image(),
                workspace.labels(),
                workspace.createdAt(),
                state,
                sshPort);
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    private void failIfTold(Call call) {
        var fault = faults.getOrDefault(call, new ArrayDeque<>()).poll();
        if (fault != null) {
            throw new ProblemException(fault);
        }
    }

    private static ProblemException problem(ProblemCode code, String what) {
        return new ProblemException(new Problem(code, what, "run `taowa up` again"));
    }
}
