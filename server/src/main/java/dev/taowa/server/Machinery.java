package dev.taowa.server;

import dev.taowa.access.MinaSessions;
import dev.taowa.access.SshAuthority;
import dev.taowa.access.SshConfigFile;
import dev.taowa.access.SshFolder;
import dev.taowa.access.SshProbe;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.driver.Driver;
import dev.taowa.feature.Features;
import dev.taowa.git.GitCheckouts;
import dev.taowa.image.ImageMaker;
import dev.taowa.kubectl.KubectlClusters;
import dev.taowa.lifecycle.EditorExtensions;
import dev.taowa.lifecycle.Lifecycle;
import dev.taowa.lifecycle.NestedServices;
import dev.taowa.nested.IngressDoor;
import dev.taowa.nested.NestedEngines;
import dev.taowa.nested.ServiceDoor;
import dev.taowa.nested.WorkspacePorts;
import dev.taowa.proxy.Links;
import dev.taowa.registry.Logins;
import dev.taowa.registry.OciRegistry;
import dev.taowa.store.Database;
import dev.taowa.store.History;
import dev.taowa.store.StoredWishes;
import dev.taowa.template.RemoteTemplates;
import dev.taowa.up.DefinitionFeatures;
import dev.taowa.up.OuterEntry;
import dev.taowa.up.Up;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server is made of, wired by plain constructors. What needs the engine, and so root, is made when it is
 * first asked for: the server itself starts without.
 */
public final class Machinery implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Machinery.class);

    private final ServerHome home;
    private final Database database;
    private final Links links;
    private final InstantSource clock;
    private final Hosts hosts;
    private final StoredWishes wishes;
    private final History history;
    private final Operations operations;
    private final SshAuthority authority;
    private final OciRegistry registry;
    private final GitCheckouts checkouts;
    private final RemoteTemplates templates;
    private @Nullable Engine engine;

    /** The part that needs the engine. */
    private record Engine(
            Driver driver,
            MinaSessions sessions,
            Workspaces workspaces,
            WorkspaceViews views,
            NestedEngines engines,
            IngressDoor ingresses,
            Logs logs,
            Up up) {}

    Machinery(ServerHome home, Database database, Links links, InstantSource clock, Hosts hosts) {
        this.home = home;
        this.database = database;
        this.links = links;
        this.clock = clock;
        this.hosts = hosts;
        this.wishes = new StoredWishes(database);
        this.history = new History(database);
        this.operations = new Operations(home, history, clock);
        this.registry = new OciRegistry(Logins.of(System.getenv()));
        this.checkouts = new GitCheckouts(home.sources());
        this.templates = new RemoteTemplates(registry, checkouts, home.templates());
        this.authority = new SshAuthority(SshFolder.of(home.folder()), home.stateId(), clock);
        authority.keepRenewed();
    }

    private synchronized Engine engine() {
        var made = engine;
        if (made == null) {
            made = make(hosts.driver());
            engine = made;
        }
        return made;
    }

    private Engine make(Driver driver) {
        var sessions = new MinaSessions(driver::dialer, authority);
        var secrets = new StoredSecrets(home.secrets());
        var sshConfig = new SshConfigFile(home.folder(), home.program());
        var outer = new OuterEntry(driver, sessions, new KubectlClusters(System.getenv()));
        var workspaces = new Workspaces(new Workspaces.Parts(
                home, driver, checkouts, wishes, secrets, outer, history, operations, sshConfig, clock));
        var up = new Up(new Up.Parts(
                driver,
                checkouts,
                templates,
                new DefinitionReader(home.templates()),
                new DefinitionFeatures(new Features(registry, home.features())),
                new ImageMaker(driver::images, driver::settings),
                authority,
                new SshProbe(driver),
                new NestedServices(sessions),
                new Lifecycle(sessions, new PersonsPrograms(), driver::ranOutOfMemory, clock),
                new EditorExtensions(sessions, ExtensionRegistry.variables(System.getenv())),
                workspaces,
                wishes,
                secrets,
                outer,
                new Mount.Shared(home.mirrorDoor(), "/opt/taowa/mirror"),
                clock));
        var engines = new NestedEngines(sessions);
        var ports = new WorkspacePorts(sessions, engines);
        var views = new WorkspaceViews(driver, wishes, history, operations, links, ports);
        return new Engine(
                driver,
                sessions,
                workspaces,
                views,
                engines,
                new IngressDoor(sessions, engines),
                new Logs(home, driver, sessions, operations),
                up);
    }

    ServerHome home() {
        return home;
    }

    Links links() {
        return links;
    }

    RemoteTemplates templates() {
        return templates;
    }

    InstantSource clock() {
        return clock;
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

    NestedEngines engines() {
        return engine().engines();
    }

    ServiceDoor services() {
        return new ServiceDoor(engine().sessions());
    }

    IngressDoor ingresses() {
        return engine().ingresses();
    }

    Logs logs() {
        return engine().logs();
    }

    Up up() {
        return engine().up();
    }

    /** Whether no operation and no machine of this state runs. */
    boolean isIdle() {
        if (!operations.isIdle()) {
            return false;
        }
        if (wishes.all().isEmpty()) {
            return true;
        }
        try {
            return driver().list().stream().noneMatch(found -> found.sshPort().isPresent());
        } catch (RuntimeException e) {
            LOG.warnf("the engine cannot be asked whether anything runs: %s", e.getMessage());
            return false;
        }
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
            made.engines().close();
            made.sessions().close();
            made.driver().close();
        }
        database.close();
    }
}
