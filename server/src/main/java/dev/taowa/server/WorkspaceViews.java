package dev.taowa.server;

import dev.taowa.api.WorkspaceView;
import dev.taowa.driver.Driver;
import dev.taowa.endpoint.ListeningPort;
import dev.taowa.host.Tier;
import dev.taowa.nested.IngressHost;
import dev.taowa.nested.WorkspacePorts;
import dev.taowa.port.DeclaredPort;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.proxy.Links;
import dev.taowa.store.History;
import dev.taowa.store.StoredWishes;
import dev.taowa.up.Wish;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.OwnPorts;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspaceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Composes what people see of a workspace from the engine, the operation under way, and the store. */
final class WorkspaceViews {

    /** Of an Ingress, whatever leads to it. */
    private static final int HTTP = 80;

    private final Driver driver;
    private final StoredWishes wishes;
    private final History history;
    private final Operations operations;
    private final Links links;
    private final WorkspacePorts ports;

    WorkspaceViews(
            Driver driver,
            StoredWishes wishes,
            History history,
            Operations operations,
            Links links,
            WorkspacePorts ports) {
        this.driver = driver;
        this.wishes = wishes;
        this.history = history;
        this.operations = operations;
        this.links = links;
        this.ports = ports;
    }

    WorkspaceView of(Wish wish, Optional<Workspace> found) {
        var engine = found.map(Workspace::state).orElseGet(WorkspaceState.Missing::new);
        var operation = operations.running(wish.id());
        var underWay = operation.map(running -> new WorkspaceStates.UnderWay(running.kind(), running.phase()));
        var background = operation.filter(Operation::isReady);
        var last = history.last(wish.id());
        var state = WorkspaceStates.of(engine, underWay, last.flatMap(History.Entry::problem));
        var runs = found.filter(workspace -> workspace.sshPort().isPresent());
        return new WorkspaceView(
                wish.name().value(),
                wish.id().value(),
                state.word(),
                state instanceof WorkspaceState.Failed(var reason) ? reason : null,
                background.map(_ -> "running").orElse(null),
                "local",
                Tier.USERNS.id(),
                wish.source(),
                wish.request().choice().config().orElse(null),
                found.map(workspace -> workspace.label(WorkspaceLabels.FOLDER)).orElse(""),
                found.map(workspace -> LoginUser.of(workspace.label(WorkspaceLabels.USER))
                                .name())
                        .orElse(""),
                wish.createdAt(),
                runs.map(workspace -> ssh(wish, workspace)).orElse(null),
                runs.map(workspace -> ide(wish, workspace)).orElse(null),
                declared(wish, runs),
                background
                        .map(Operation::phases)
                        .or(() -> last.map(History.Entry::phases))
                        .orElse(List.of()));
    }

    private static WorkspaceView.Ssh ssh(Wish wish, Workspace workspace) {
        return new WorkspaceView.Ssh("127.0.0.1", workspace.sshPort().orElseThrow(), "taowa ssh " + wish.name());
    }

    private WorkspaceView.@Nullable Ide ide(Wish wish, Workspace workspace) {
        return workspace.label(WorkspaceLabels.IDE).equals("web")
                ? new WorkspaceView.Ide(links.ide(wish.name(), workspace.id(), workspace.label(WorkspaceLabels.FOLDER)))
                : null;
    }

    private List<WorkspaceView.Port> declared(Wish wish, Optional<Workspace> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        var listening = listening(wish);
        var declared = wishes.ports(wish.id());
        return declared.numbered().stream()
                .map(DeclaredPort::port)
                .filter(port -> !declared.isHidden(port, ""))
                .map(port ->
                        port(wish, port, declared.label(port, ""), listening.contains(port) ? "listening" : "declared"))
                .toList();
    }

    /** None in a workspace that has ended since it was looked for. */
    private List<Integer> listening(Wish wish) {
        try {
            return driver.listening(wish.id());
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.WORKSPACE_NOT_RUNNING) {
                return List.of();
            }
            throw e;
        }
    }

    /** Every port that is declared or on which something listens, with the process that does; not those to ignore. */
    List<WorkspaceView.Port> ports(Wish wish, Workspace workspace) throws IOException {
        var declared = wishes.ports(wish.id());
        var found = ports.list(workspace);
        var listening = found.ports().stream()
                .filter(port -> !OwnPorts.NAMES.containsKey(port.port()))
                .collect(Collectors.toMap(ListeningPort::port, port -> port, (first, second) -> first, TreeMap::new));
        var all = new ArrayList<WorkspaceView.Port>();
        var commandLines = declared.needCommandLines()
                ? ports.commandLines(workspace, listening.values())
                : Map.<Integer, String>of();
        var numbers = new TreeSet<Integer>(listening.keySet());
        declared.numbered().forEach(each -> numbers.add(each.port()));
        for (var number : numbers) {
            var commandLine = commandLines.getOrDefault(number, "");
            if (!declared.isHidden(number, commandLine)) {
                all.add(port(wish, number, declared.label(number, commandLine), origin(listening, number)));
            }
        }
        for (var ingress : found.ingresses()) {
            all.add(ingress(wish, ingress));
        }
        return all;
    }

    /** A host of several labels, one of which may be any, has no address of its own. */
    private WorkspaceView.Port ingress(Wish wish, IngressHost ingress) {
        var url = ingress.host().startsWith("*") ? "" : links.ingress(wish.name(), wish.id(), ingress.host());
        return new WorkspaceView.Port(HTTP, ingress.host(), url, "Ingress " + ingress.ingress());
    }

    private static String origin(Map<Integer, ListeningPort> listening, int number) {
        var port = listening.get(number);
        if (port == null) {
            return "declared";
        }
        if (!port.publisher().isEmpty()) {
            return port.publisher();
        }
        return port.process().isEmpty() ? "listening" : "%s (pid %d)".formatted(port.process(), port.pid());
    }

    private WorkspaceView.Port port(Wish wish, int number, String label, String origin) {
        return new WorkspaceView.Port(number, label, links.port(wish.name(), wish.id(), number), origin);
    }
}
