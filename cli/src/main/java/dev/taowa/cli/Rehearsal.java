package dev.taowa.cli;

import dev.taowa.api.ProgramVersion;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.ssh.SshRehearsal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual commands against a server of canned answers while the JVM notes what it loads: makes the start-up cache
 * of the command line.
 */
public final class Rehearsal {

    private static final String WORKSPACE = """
            {"name":"demo","id":"0123456789ab","state":"running","reason":null,"host":"local","tier":"userns",
            "source":"/src","folder":"/workspaces/src","user":"dev","createdAt":"2026-01-01T00:00:00Z",
            "ssh":{"host":"127.0.0.1","port":2222,"command":"ssh demo.taowa"},"ide":{"url":"http://ide"},
            "ports":[{"port":8080,"label":"web","url":"http://8080","origin":"node"}],
            "phases":[{"name":"boot","startedAt":"2026-01-01T00:00:00Z","durationMillis":12,"outcome":"done"}]}""";

    private static final String EVENTS = """
            id: 0
            data: {"type":"started","phase":"BOOT","at":"2026-01-01T00:00:00Z"}

            id: 1
            data: {"type":"ended","phase":"BOOT","at":"2026-01-01T00:00:01Z","took":"PT1S","outcome":"DONE"}

            id: 2
            data: {"type":"succeeded","workspace":"demo"}

            """;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("taowa-rehearsal");
        var socket = folder.resolve("s");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().start(() -> serve(server));
            rehearse(folder, socket);
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder.resolve("server.json"));
            Files.deleteIfExists(folder.resolve(".devcontainer.json"));
            Files.deleteIfExists(folder);
        }
        System.exit(0);
    }

    private static void rehearse(Path folder, Path socket) throws IOException {
        var environment = new HashMap<>(System.getenv());
        environment.put("TAOWA_STATE", folder.toString());
        Files.writeString(folder.resolve("server.json"), """
                {"pid":%d,"socket":"%s","port":0,"token":"token","version":"%s"}""".formatted(
                        ProcessHandle.current().pid(), socket, ProgramVersion.of(environment)));
        Files.writeString(folder.resolve(".devcontainer.json"), "{\"containerEnv\":{\"HOME\":\"${localEnv:HOME}\"}}");
        for (var command : List.of("ls", "ls --json", "show demo", "ports demo", "up / --json", "stop demo", "up")) {
            CommandLines.run(context(environment), command.split(" ", -1));
        }
        CommandLines.run(context(environment), "up", folder.toString(), "--ide", "none");
        SshRehearsal.run(context(environment));
    }

    /** Wired as the program itself is, because that is to be noted too. */
    private static CommandContext context(Map<String, String> environment) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return Main.context(nowhere, nowhere, environment, Path.of("/"));
    }

    private static void serve(ServerSocketChannel server) {
        try {
            while (true) {
                try (var channel = server.accept()) {
                    answer(channel);
                }
            }
        } catch (IOException over) {
            // The rehearsal is done.
        }
    }

    private static void answer(SocketChannel channel) throws IOException {
        var reader =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        var request = reader.readLine();
        if (request == null) {
            return;
        }
        var body = body(request);
        var response = request.contains("/events")
                ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                        .formatted(body.length(), body)
                : "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
        channel.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String body(String request) {
        if (request.startsWith("POST")) {
            return "{\"id\":\"1\",\"workspace\":\"demo\"}";
        }
        if (request.contains("/events")) {
            return EVENTS;
        }
        if (request.contains("/ports")) {
            return "[]";
        }
        return request.contains("/demo") ? WORKSPACE : "[" + WORKSPACE + "]";
    }
}
