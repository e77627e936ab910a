package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.terminal.Terminal;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code taowa rm NAME…}. */
@Command(name = "rm", description = "Delete workspaces with everything in them.")
final class RmCommand implements Runnable {

    private final CommandContext context;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--keep-volumes", description = "Keep home, sources and other volumes for a later `up`.")
    private boolean keepVolumes;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The workspaces.")
    private List<String> names = List.of();

    RmCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var paths = names.stream().map(Workspaces::path).toList();
        if (!yes && !agreed()) {
            throw new ProblemException(
                    new Problem(ProblemCode.CANCELLED, "nothing was deleted", "answer y, or run it with --yes"));
        }
        for (var path : paths) {
            delete(path);
        }
    }

    private void delete(String path) {
        var sent = new AtomicBoolean();
        Operations.run(context, () -> request(path, sent.getAndSet(true)));
        context.say("deleted " + path.substring(path.indexOf('/') + 1));
    }

    private Json request(String path, boolean again) {
        try {
            return context.api().delete(path + "?keepVolumes=" + keepVolumes);
        } catch (ProblemException thrown) {
            // Sent again because the server died: it had got through.
            if (again && thrown.problem().code() == ProblemCode.WORKSPACE_NOT_FOUND) {
                return new Json(null);
            }
            throw thrown;
        }
    }

    private boolean agreed() {
        if (!Terminal.canAsk()) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT,
                    "deleting needs a yes, and there is no terminal to ask on",
                    "run it with --yes"));
        }
        var what = keepVolumes ? "" : " with their home, sources and volumes";
        context.err().print("Delete " + String.join(", ", names) + what + "? [y/N] ");
        context.err().flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
