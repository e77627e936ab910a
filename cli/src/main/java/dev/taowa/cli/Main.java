package dev.taowa.cli;

import dev.taowa.api.ProgramVersion;
import dev.taowa.cli.client.ApiClient;
import dev.taowa.cli.client.DetachedServer;
import dev.taowa.cli.client.Installation;
import dev.taowa.cli.client.LocalServer;
import dev.taowa.cli.client.ServerStart;
import dev.taowa.cli.client.StateFolder;
import dev.taowa.cli.client.SudoRootSide;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.terminal.Terminal;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** The program {@code taowa}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var out = stream(FileDescriptor.out, false);
        var context = context(
                out,
                stream(FileDescriptor.err, true),
                System.getenv(),
                Path.of("").toAbsolutePath());
        var status = CommandLines.run(context, arguments);
        out.flush();
        System.exit(status);
    }

    static CommandContext context(PrintStream out, PrintStream err, Map<String, String> environment, Path folder) {
        return new CommandContext(out, err, environment, folder, (state, say) -> client(state, environment, say));
    }

    private static PrintStream stream(FileDescriptor descriptor, boolean flushed) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), flushed, StandardCharsets.UTF_8);
    }

    private static ApiClient client(StateFolder state, Map<String, String> environment, Consumer<String> say) {
        var version = ProgramVersion.of(environment);
        var installation = Installation.find(environment);
        if (installation.isEmpty()) {
            return new ApiClient(new LocalServer(state, notInstalled(), () -> {}, version, say));
        }
        return new ApiClient(new LocalServer(
                state,
                new DetachedServer(state, installation.get()),
                new SudoRootSide(state, installation.get(), Terminal.canAsk(), say),
                version,
                say));
    }

    private static ServerStart notInstalled() {
        return _ -> {
            throw new ProblemException(new Problem(
                    ProblemCode.SERVER_FAILED,
                    "the local server's program is not there: TAOWA_HOME names no folder",
                    "start Taowa by its script ./taowa"));
        };
    }
}
