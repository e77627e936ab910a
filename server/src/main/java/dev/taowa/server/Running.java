package dev.taowa.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.api.ServerAddress;
import dev.taowa.dial.Dialer;
import dev.taowa.driver.podman.LocalHost;
import dev.taowa.mirror.ImageMirror;
import dev.taowa.mirror.MirroredRegistries;
import dev.taowa.proxy.Links;
import dev.taowa.proxy.PortProxy;
import dev.taowa.registry.PublicImages;
import dev.taowa.store.Database;
import dev.taowa.store.History;
import dev.taowa.up.Wish;
import dev.taowa.workspace.WorkspaceId;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import io.quarkus.vertx.http.HttpServerStart;
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
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The life of the server in the framework: made at start, announced once it answers, taken back at its end. */
@ApplicationScoped
public class Running {

    private static final Logger LOG = Logger.getLogger(Running.class);
    private static final int KEY_BYTES = 32;
    private static final int LISTENERS = 2;

    private final String token = random();
    private final AtomicInteger listening = new AtomicInteger();
    private @Nullable PortProxy proxy;
    private @Nullable IdleEnd idleEnd;
    private @Nullable ImageMirror mirror;

    @Produces
    @Singleton
    ServerHome home() {
        return ServerHome.of(Path.of(ConfigProvider.getConfig().getValue(ServerHome.PROPERTY, String.class)));
    }

    @Produces
    @Singleton
    Hosts hosts(ServerHome home) {
        return () -> LocalHost.driver(home.stateId());
    }

    @Produces
    @Singleton
    Machinery machinery(ServerHome home, Hosts hosts) throws IOException {
        var clock = InstantSource.system();
        var database = Database.open(home.database());
        new History(database).closeInterrupted(clock.instant());
        var links = new Links(key(home.folder().resolve("proxy.key")), "taowa.localhost", Running::port, clock);
        return new Machinery(home, database, links, clock, hosts);
    }

    void route(@Observes Router router, Vertx vertx, Machinery machinery) throws IOException {
        var made = new PortProxy(vertx, machinery.home().relays(), new EngineDirectory(machinery), machinery.links());
        proxy = made;
        mirror = mirror(vertx, machinery.home());
        var patience = IdleEnd.patience(System.getenv("TAOWA_IDLE_SECONDS"));
        var idle = new IdleEnd(patience, InstantSource.system(), machinery::isIdle, Running::end);
        idleEnd = idle;
        router.route().order(Integer.MIN_VALUE).handler(new Gate(made, token, idle::touch)::handle);
    }

    private static ImageMirror mirror(Vertx vertx, ServerHome home) throws IOException {
        return ImageMirror.start(
                vertx,
                home.mirrorSocket(),
                home.mirror(),
                MirroredRegistries.of(System.getenv()),
                new PublicImages(System.getenv()));
    }

    void onPort(@ObservesAsync HttpServerStart event, ServerHome home) throws IOException {
        announce(home);
    }

    void onSocket(@ObservesAsync DomainSocketServerStart event, ServerHome home) throws IOException {
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-------"));
        announce(home);
    }

    /** Tells clients where the server is, once it answers on the socket and on the port. */
    private void announce(ServerHome home) throws IOException {
        if (listening.incrementAndGet() < LISTENERS) {
            return;
        }
        var address =
                new ServerAddress(ProcessHandle.current().pid(), socket().toString(), port(), token, Version.current());
        ServerHome.write(home.addressFile(), new ObjectMapper().writeValueAsBytes(address));
        if (idleEnd != null) {
            idleEnd.start();
        }
    }

    void stopped(@Observes ShutdownEvent event, Machinery machinery) throws IOException {
        Files.deleteIfExists(machinery.home().addressFile());
        if (idleEnd != null) {
            idleEnd.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        if (mirror != null) {
            mirror.close();
        }
        machinery.close();
    }

    private static void end() {
        LOG.info("nothing runs and nobody asked for a while: ending");
        Quarkus.asyncExit();
    }

    private static Path socket() {
        return Path.of(ConfigProvider.getConfig().getValue("quarkus.http.domain-socket", String.class));
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
        public boolean speaksTls(WorkspaceId id, int port) {
            return machinery.wishes().ports(id).isTls(port);
        }

        @Override
        public OptionalInt ingress(WorkspaceId id, String host, String path) throws IOException {
            var runs =
                    machinery.driver().find(id).filter(found -> found.sshPort().isPresent());
            return runs.isPresent() ? machinery.ingresses().port(runs.get(), host, path) : OptionalInt.empty();
        }

        @Override
        public Dialer dialer(WorkspaceId id) {
            return machinery.driver().dialer(id);
        }
    }
}
