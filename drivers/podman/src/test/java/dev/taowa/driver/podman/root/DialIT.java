package dev.taowa.driver.podman.root;

import static dev.taowa.driver.podman.root.HelperClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taowa.task.Fork;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DialIT {

    private final String stateId = TestStates.newId();
    private Root root;

    @BeforeEach
    void openRoot() {
        assumeThat(RootChoice.isRoot()).as("runs as root").isTrue();
        root = Root.obtain(stateId);
    }

    @AfterEach
    void leaveNothing() {
        if (root != null) {
            root.close();
            root.delete(root.runFolder());
        }
    }

    @Test
    void reachesTheLoopbackOfTheOtherNamespace() throws Exception {
        try (var inside = InsideServer.start(root, stateId, "127.0.0.1")) {
            assertThat(text(root.dial(inside.pid(), inside.port()))).isEqualTo(InsideServer.GREETING);
        }
    }

    @Test
    void reachesTheSixthVersionOfLoopback() throws Exception {
        try (var inside = InsideServer.start(root, stateId, "::1")) {
            assertThat(text(root.dial(inside.pid(), inside.port()))).isEqualTo(InsideServer.GREETING);
        }
    }

    @Test
    void manyAtOnceAndTheCallerStaysOutside() throws Exception {
        try (var inside = InsideServer.start(root, stateId, "127.0.0.1")) {
            Callable<String> work = () -> text(root.dial(inside.pid(), inside.port()));
            var outside = new InetSocketAddress(InetAddress.getLoopbackAddress(), inside.port());

            var texts = Fork.all(Collections.nCopies(200, work));

            assertThat(texts).hasSize(200).containsOnly(InsideServer.GREETING);
            assertThatThrownBy(() -> SocketChannel.open(outside)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void nobodyListensIsRefused() throws Exception {
        try (var inside = InsideServer.start(root, stateId, "127.0.0.1")) {
            assertThatThrownBy(() -> root.dial(inside.pid(), 1)).isExactlyInstanceOf(ConnectException.class);
        }
    }

    @Test
    void theHostsOwnNetworkIsNeverDialled() {
        assertThatThrownBy(() -> root.dial(ProcessHandle.current().pid(), 22))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no network of its own");
    }
}
