package dev.taowa.cli;

import dev.taowa.cli.client.EventStream;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import dev.taowa.cli.json.Json;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code taowa ports NAME}. */
@Command(name = "ports", description = "List the ports of a workspace and their URLs.")
final class PortsCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = {"-w", "--watch"},
            description = "Go on with each that comes (+) or goes (-), until the workspace stops.")
    private boolean watch;

    @Parameters(paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    PortsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (watch) {
            watch();
            return;
        }
        var ports = context.api().get(Workspaces.path(name, "ports"));
        if (json.asked()) {
            context.print(ports);
        } else {
            print(ports.elements());
        }
    }

    private void print(List<Json> ports) {
        if (ports.isEmpty()) {
            context.say("nothing listens in " + name);
        } else {
            context.print(WorkspaceText.ports(ports));
        }
    }

    private void watch() {
        try {
            context.api().stream(
                    Workspaces.path(name, "ports") + "/events",
                    Map.of("Accept", "text/event-stream"),
                    json.asked() ? this::documents : this::changes);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.SERVER_FAILED,
                            "the local server ended while the ports of %s were watched".formatted(name),
                            "run the same command again"),
                    e);
        }
        context.say(name + " does not run any more");
    }

    /** The whole list each time, one document a line. */
    private Boolean documents(InputStream body) throws IOException {
        var events = new EventStream(body);
        for (var event = events.next(); event.isPresent(); event = events.next()) {
            context.out().println(Json.parse(event.get().data()));
            context.out().flush();
        }
        return true;
    }

    private Boolean changes(InputStream body) throws IOException {
        var events = new EventStream(body);
        List<Json> before = List.of();
        for (var event = events.next(); event.isPresent(); event = events.next()) {
            var now = Json.parse(event.get().data()).elements();
            if (event.get().id() == 0) {
                print(now);
            } else {
                context.print(WorkspaceText.changes(before, now));
            }
            // Whoever reads this from a pipe waits for it.
            context.out().flush();
            before = now;
        }
        return true;
    }
}
