package dev.taowa.cli;

import dev.taowa.api.ServerAddress;
import dev.taowa.cli.client.ApiClient;
import dev.taowa.cli.client.LocalServer;
import dev.taowa.cli.client.ServerStart;
import dev.taowa.cli.context.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a command printed and how it ended. */
record CommandRun(int status, String out, String err) {

    static CommandRun of(Path folder, ServerStart start, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var context = new CommandContext(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("TAOWA_STATE", folder.resolve("state").toString(), "HOME", folder.toString()),
                folder,
                (state, say) -> new ApiClient(new LocalServer(state, start, () -> {}, "test", say)));
        var status = CommandLines.run(context, arguments);
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Writes {@code server.json}, as a server does once it answers. */
    static ServerAddress announce(Path folder, FakeServer server) {
        var address = server.address();
        try {
            var state = Files.createDirectories(folder.resolve("state"));
            Files.writeString(state.resolve("server.json"), """
                    {"pid":%d,"socket":"","port":%d,"token":"%s","version":"%s"}""".formatted(
                            address.pid(), address.port(), address.token(), address.version()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return address;
    }
}
