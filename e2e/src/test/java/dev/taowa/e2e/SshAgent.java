package dev.taowa.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An SSH agent that holds one key. */
final class SshAgent implements AutoCloseable {

    private final Path socket;
    private final Running agent;

    SshAgent(Path folder, Path key) {
        socket = folder.resolve("agent.sock");
        agent = Running.start(List.of("ssh-agent", "-D", "-a", socket.toString()), Map.of(), folder);
        Await.until("the agent's socket", Duration.ofSeconds(20), () -> Files.exists(socket));
        Programs.run(List.of("ssh-add", "-q", key.toString()), environment()).orFail();
    }

    Map<String, String> environment() {
        return Map.of("SSH_AUTH_SOCK", socket.toString());
    }

    @Override
    public void close() {
        agent.close();
    }
}
