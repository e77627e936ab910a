package dev.taowa.driver.podman.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taowa.task.Fork;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DialIT {

    private static final String SERVER = """
            import socket, sys, threading
            family = socket.AF_INET6 if sys.argv[1] == '::1' else socket.AF_INET
            server = socket.socket(family)
            server.bind((sys.argv[1], 0))
            server.listen(100)
            print(server.getsockname()[1], flush=True)
            while True:
                client, _ = server.accept()
                client.sendall(b'hello from inside')
                client.close()
            """;

    private final String stateId = TestStates.newId();
    private final String namespace = "taowa-test-" + stateId;
    private Root root;
    private @Nullable Process server;

    @BeforeEach
    void makeNamespace() {
        assumeThat(RootChoice.isRoot()).as("runs as root").isTrue();
        root = Root.obtain(stateId);
        root.run(Program.of("ip", "netns", "add", namespace)).orFail("");
        root.run(Program.of("ip", "-n", namespace, "link", "set", "lo", "up")).orFail("");
    }

    @AfterEach
    void removeNamespace() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
        if (root != null) {
            root.run(Program.of("ip", "netns", "delete", namespace));
            root.close();
            root.delete(root.runFolder());
        }
    }

    @Test
    void reachesTheLoopbackOfTheOtherNamespace() throws Exception {
        var inside = serve("127.0.0.1");

        assertThat(text(root.dial(inside.pid(), inside.port()))).isEqualTo("hello from inside");
    }

    @Test
    void reachesTheSixthVersionOfLoopback() throws Exception {
        var inside = serve("::1");

        assertThat(text(root.dial(inside.pid(), inside.port()))).isEqualTo("hello from inside");
    }

    @Test
    void manyAtOnceAndTheCallerStaysOutside() throws Exception {
        var inside = serve("127.0.0.1");
        Callable<String> work = () -> text(root.dial(inside.pid(), inside.port()));

        var texts = Fork.all(Collections.nCopies(200, work));

        assertThat(texts).hasSize(200).containsOnly("hello from inside");
        assertThatThrownBy(() ->
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), inside.port())))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void nobodyListensIsRefused() throws Exception {
        var inside = serve("127.0.0.1");

        assertThatThrownBy(() -> root.dial(inside.pid(), 1)).isExactlyInstanceOf(ConnectException.class);
    }

    @Test
    void theHostsOwnNetworkIsNeverDialled() {
        assertThatThrownBy(() -> root.dial(ProcessHandle.current().pid(), 22))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no network of its own");
    }

    private Inside serve(String address) throws Exception {
        var started = new ProcessBuilder("ip", "netns", "exec", namespace, "python3", "-c", SERVER, address)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        server = started;
        var port = started.inputReader(StandardCharsets.UTF_8).readLine();
        return new Inside(started.pid(), Integer.parseInt(Objects.requireNonNull(port)));
    }

    private record Inside(long pid, int port) {}

    private static String text(SocketChannel channel) throws Exception {
        var buffer = ByteBuffer.allocate(100);
        try (channel) {
            while (channel.read(buffer) >= 0) {
                // until the end
            }
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
}
