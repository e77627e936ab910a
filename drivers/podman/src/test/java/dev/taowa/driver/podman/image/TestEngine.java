package dev.taowa.driver.podman.image;

import dev.taowa.driver.podman.engine.EngineService;
import dev.taowa.driver.podman.probe.HostFacts;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.image.MachineSettings;
import dev.taowa.task.Event;
import dev.taowa.task.Progress;
import dev.taowa.workspace.WorkspaceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Real Podman with a state of its own, and what it tells. */
final class TestEngine implements AutoCloseable, Progress {

    final Root root = Root.obtain(WorkspaceId.random().value());
    final MachineSettings settings = HostSettings.ofThisMachine().read();
    final Queue<Event> events = new ConcurrentLinkedQueue<>();
    final EngineService service;
    final PodmanImages images;

    TestEngine() {
        var hooks = Path.of("/run/taowa/no-hooks");
        root.makeFolder(hooks);
        service = new EngineService(root, HostFacts.of(root).runtime(), hooks);
        service.ready();
        images = new PodmanImages(service.client(), root, () -> settings);
    }

    @Override
    public void report(Event event) {
        events.add(event);
    }

    List<String> lines() {
        return events.stream()
                .filter(Event.Line.class::isInstance)
                .map(event -> ((Event.Line) event).text())
                .toList();
    }

    @Override
    public void close() {
        service.client().close();
        var folder = root.runFolder();
        root.close();
        try (var again = Root.obtain(folder.getFileName().toString())) {
            again.delete(folder);
        }
    }
}
