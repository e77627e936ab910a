package dev.taowa.driver.podman.root;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A server that listens only on the loopback of a network namespace of its own, and greets. */
record InsideServer(Root root, String namespace, Process process, int port) implements AutoCloseable {

    static final String GREETING = "hello from inside";

    private static final String SERVER = """
            import socket, sys
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

    static InsideServer start(Root root, String name, String address) throws Exception {
        var namespace = "taowa-test-" + name;
        root.run(Program.of("ip", "netns", "add", namespace)).orFail("");
        root.run(Program.of("ip", "-n", namespace, "link", "set", "lo", "up")).orFail("");
        var process = new ProcessBuilder("ip", "netns", "exec", namespace, "python3", "-c", SERVER, address)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var port = process.inputReader(StandardCharsets.UTF_8).readLine();
        return new InsideServer(root, namespace, process, Integer.parseInt(Objects.requireNonNull(port)));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        root.run(Program.of("ip", "netns", "delete", namespace));
    }
}
