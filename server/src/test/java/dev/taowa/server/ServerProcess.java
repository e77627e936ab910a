package dev.taowa.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.api.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path state;

    private ServerProcess(Process process, Path state) {
        this.process = process;
        this.state = state;
    }

    static ServerProcess start(Path state) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                jar().toString(),
                "dev.taowa.server.Main");
        builder.environment().put("TAOWA_STATE", state.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        state.resolve("server.log").toFile()));
        return new ServerProcess(builder.start(), state);
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    /** Where this very process says it answers; waits until it does. */
    ServerAddress address() throws IOException, InterruptedException {
        var file = state.resolve("server.json");
        try (var watch = state.getFileSystem().newWatchService()) {
            state.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < giveUpAt && process.isAlive()) {
                if (Files.exists(file)) {
                    var address = new ObjectMapper().readValue(file.toFile(), ServerAddress.class);
                    if (address.pid() == process.pid()) {
                        return address;
                    }
                }
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.reset();
                }
            }
        }
        throw new IOException("the server did not start: " + Files.readString(state.resolve("server.log")));
    }

    SocketAddress socket() throws IOException, InterruptedException {
        return UnixDomainSocketAddress.of(address().socket());
    }

    SocketAddress port() throws IOException, InterruptedException {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), address().port());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end; its exit status. */
    int end() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** In order, so that it takes its run folder along; by force if it does not. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
    }
}
