package dev.taowa.nested;

import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engines inside one workspace. Safe for use by many threads. */
final class WorkspaceEngines implements AutoCloseable {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Sessions sessions;
    private @Nullable ContainersWatch containers;
    private @Nullable ObjectsWatch<ClusterService> services;
    private @Nullable IngressesWatch ingresses;

    WorkspaceEngines(Sessions sessions) {
        this.sessions = sessions;
    }

    synchronized ContainersWatch containers(Workspace workspace) {
        var watch = running(containers, () -> new ContainersWatch(sessions, workspace, this::changed));
        containers = watch;
        return watch;
    }

    synchronized ObjectsWatch<ClusterService> services(Workspace workspace) {
        var watch = running(
                services,
                () -> new ObjectsWatch<>(sessions, workspace, ClusterApi.SERVICES, ClusterService::of, this::changed));
        services = watch;
        return watch;
    }

    synchronized IngressesWatch ingresses(Workspace workspace) {
        var watch = running(ingresses, () -> new IngressesWatch(sessions, workspace, this::changed));
        ingresses = watch;
        return watch;
    }

    private static <W extends Watch> W running(@Nullable W watch, Supplier<W> maker) {
        if (watch != null && !watch.hasEnded()) {
            return watch;
        }
        var made = maker.get();
        made.start();
        return made;
    }

    /** Has this run after every change that an engine tells of, and after its end. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public synchronized void close() {
        Stream.of(containers, services, ingresses).forEach(watch -> {
            if (watch != null) {
                watch.close();
            }
        });
    }
}
