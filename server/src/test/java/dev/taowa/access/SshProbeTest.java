package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.driver.FakeDriver;
import dev.taowa.driver.SamplePlans;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Progress;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshProbeTest {

    private static final ImageTag IMAGE = new ImageTag("debian:13");
    private static final Progress NOBODY = _ -> {};

    private final FakeDriver driver = new FakeDriver();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private ServerSocket sshd;
    private Workspace workspace;

    @BeforeEach
    void start() throws IOException {
        sshd = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        driver.images().add(IMAGE, Map.of());
        var plan = SamplePlans.minimal(IMAGE);
        workspace = driver.start(plan, NOBODY);
        driver.serve(workspace.id(), 22, sshd.getLocalSocketAddress());
    }

    @AfterEach
    void stop() throws IOException {
        sshd.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    /** Accepts connections, and sends a banner over none before the given one. */
    private void answerFrom(int number) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var connection = sshd.accept();
                    connections.add(connection);
                    connected.countDown();
                    if (connections.size() >= number) {
                        connection.getOutputStream().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        });
    }

    @Test
    void silentConnectionIsGivenUpForANewOne() {
        answerFrom(3);

        new SshProbe(driver, Duration.ofMillis(100)).awaitSsh(workspace, NOBODY);

        assertThat(connections).hasSize(3);
    }

    @Test
    void connectionThatAnswersIsTheOnlyOne() {
        answerFrom(1);

        new SshProbe(driver).awaitSsh(workspace, NOBODY);

        assertThat(connections).hasSize(1);
    }

    @Test
    void machineThatEndsEndsTheWait() {
        answerFrom(Integer.MAX_VALUE);
        Thread.ofVirtual().start(() -> {
            try {
                connected.await();
                driver.end(workspace.id(), ExitCause.OUT_OF_MEMORY, 137);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> new SshProbe(driver).awaitSsh(workspace, NOBODY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.OUT_OF_MEMORY));
    }
}
