package dev.taowa.server;

import dev.taowa.access.MinaSessions;
import dev.taowa.access.SshAuthority;
import dev.taowa.access.SshConfigFile;
import dev.taowa.access.SshFolder;
import dev.taowa.access.SshProbe;
import dev.taowa.access.WorkspacePorts;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.driver.Driver;
import dev.taowa.driver.podman.LocalHost;
import dev.taowa.git.GitCheckouts;
import dev.taowa.image.ImageMaker;
import dev.taowa.lifecycle.Lifecycle;
import dev.taowa.proxy.Links;
import dev.taowa.store.Database;
import dev.taowa.store.History;
import dev.taowa.store.StoredWishes;
import dev.taowa.up.Up;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server is made of, wired by plain constructors. What needs the engine, and so root, is made when it is
 * first asked for: the server itself starts without.
 */
public final class Machinery implements AutoCloseable {

    private final ServerHome home;
    private final Database database;
    private final Links links;
    private final InstantSource clock;
    private final Supplier<Driver> drivers;
    private final StoredWishes wishes;
    private final History history;
    private final Operations operations;
    private final SshAuthority authority;
    private @Nullable Engine engine;

    /** The part that needs the engine. */
    private record Engine(
            Driver driver, MinaSessions sessions, Workspaces workspaces, WorkspaceViews views, Logs logs, Up up) {}

    Machinery(ServerHome home, Database database, Links links, InstantSource clock, Supplier<Driver> drivers) {
        this.home = home;
        this.database = database;
        this.links = links;
        this.clock = clock;
        this.drivers = drivers;
        this.wishes = new StoredWishes(database);
        this.history = new History(database);
        this.operations = new Operations(home, history, clock);
        this.authority = new SshAuthority(SshFolder.of(home.folder()), home.stateId(), clock);
    }

    /** For this machine's own engine. */
    static Machinery local(ServerHome home, Database database, Links links, InstantSource clock) {
        return new Machinery(home, database, links, clock, () -> LocalHost.driver(home.stateId()));
    }

    private synchronized Engine engine() {
        var made = engine;
        if (made == null) {
            made = make(drivers.get());
            engine = made;
        }
        return made;
    }

    private Engine make(Driver driver) {
        var sessions = new MinaSessions(driver::dialer, authority);
        var checkouts = new GitCheckouts(home.sources());
        var sshConfig = new SshConfigFile(home.folder(), home.program());
        var workspaces = new Workspaces(
                new Workspaces.Parts(home, driver, checkouts, wishes, history, operations, sshConfig, clock));
        var up = new Up(new Up.Parts(
                driver,
                checkouts,
                new DefinitionReader(),
                new ImageMaker(driver),
                authority,
                new SshProbe(driver),
                new Lifecycle(sessions, new PersonsPrograms()),
                workspaces,
                wishes,
                clock));
        var views = new WorkspaceViews(driver, wishes, history, operations, links, new WorkspacePorts(sessions));
        return new Engine(driver, sessions, workspaces, views, new Logs(home, driver, sessions, operations), up);
    }

    ServerHome home() {
        return home;
    }

    Links links() {
        return links;
    }

    StoredWishes wishes() {
        return wishes;
    }

    Operations operations() {
        return operations;
    }

    public Driver driver() {
        return engine().driver();
    }

    Workspaces workspaces() {
        return engine().workspaces();
    }

    WorkspaceViews views() {
        return engine().views();
    }

    Logs logs() {
        return engine().logs();
    }

    Up up() {
        return engine().up();
    }

    /** Whether a machine of this state runs; without an engine none is known to. */
    synchronized boolean isAnyRunning() {
        var made = engine;
        return made != null
                && made.driver().list().stream()
                        .anyMatch(workspace -> workspace.sshPort().isPresent());
    }

    SshView sshView(Workspace workspace) {
        authority.renew();
        workspaces().writeSshConfig();
        return new SshView(
                workspace.name().value(),
                "127.0.0.1",
                workspace.sshPort().orElseThrow(),
                LoginUser.of(workspace.label(WorkspaceLabels.USER)).name(),
                SshFolder.of(home.folder()).config().toString());
    }

    @Override
    public synchronized void close() {
        var made = engine;
        if (made != null) {
            made.sessions().close();
            made.driver().close();
        }
        database.close();
    }
}
