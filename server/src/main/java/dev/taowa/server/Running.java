package dev.taowa.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.api.ServerAddress;
import dev.taowa.dial.Dialer;
import dev.taowa.proxy.Links;
import dev.taowa.proxy.PortProxy;
import dev.taowa.store.Database;
import dev.taowa.store.History;
import dev.taowa.up.Wish;
import dev.taowa.workspace.WorkspaceId;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The life of the server in the framework: made at start, announced once it answers, taken back at its end. */
@ApplicationScoped
public class Running {

    private static final int KEY_BYTES = 32;
    private static @Nullable ServerHome home;
    private static @Nullable Path socket;

    private final String token = random();
    private @Nullable PortProxy proxy;
    private @Nullable IdleEnd idleEnd;

    /** Tells where the state is, before the framework starts. */
    static void prepare(ServerHome folder, Path apiSocket) {
        home = folder;
        socket = apiSocket;
    }

    @Produces
    @Singleton
    Machinery machinery() throws IOException {
        var folder = home();
        var clock = InstantSource.system();
        var database = Database.open(folder.database());
        new History(database).closeInterrupted(clock.instant());
        var links = new Links(key(folder.folder().resolve("proxy.key")), "taowa.localhost", Running::port, clock);
        return Machinery.local(folder, database, links, clock);
    }

    void route(@Observes Router router, Vertx vertx, Machinery machinery) {
        var made = new PortProxy(vertx, new EngineDirectory(machinery), machinery.links());
        proxy = made;
        var idle = new IdleEnd(machinery);
        idleEnd = idle;
        router.route().order(Integer.MIN_VALUE).handler(new Gate(made, token, idle::touch)::handle);
    }

    void started(@ObservesAsync io.quarkus.vertx.http.DomainSocketServerStart event) throws IOException {
        var address = new ServerAddress(
                ProcessHandle.current().pid(), String.valueOf(socket), port(), token, Version.current());
        Files.setPosixFilePermissions(Path.of(address.socket()), PosixFilePermissions.fromString("rw-------"));
        ServerHome.write(home().addressFile(), new ObjectMapper().writeValueAsBytes(address));
        if (idleEnd != null) {
            idleEnd.start();
        }
    }

    void stopped(@Observes ShutdownEvent event, Machinery machinery) throws IOException {
        Files.deleteIfExists(home().addressFile());
        if (idleEnd != null) {
            idleEnd.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        machinery.close();
    }

    private static ServerHome home() {
        if (home == null) {
            throw new IllegalStateException("started without Main");
        }
        return home;
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    private static byte[] key(Path file) throws IOException {
        if (!Files.exists(file)) {
            var fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            ServerHome.write(file, fresh);
        }
        return Files.readAllBytes(file);
    }

    private static String random() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the proxy asks. */
    private record EngineDirectory(Machinery machinery) implements PortProxy.Directory {

        @Override
        public Optional<WorkspaceId> find(String name) {
            return machinery.wishes().all().stream()
                    .filter(wish -> wish.name().value().equals(name))
                    .map(Wish::id)
                    .findFirst();
        }

        @Override
        public Optional<List<Integer>> listening(WorkspaceId id) {
            var runs =
                    machinery.driver().find(id).filter(found -> found.sshPort().isPresent());
            return runs.map(found -> machinery.driver().listening(id));
        }

        @Override
        public Dialer dialer(WorkspaceId id) {
            return machinery.driver().dialer(id);
        }
    }
}
