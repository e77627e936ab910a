package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import dev.taowa.cli.json.Json;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code taowa logs NAME}. */
@Command(name = "logs", description = "Print what the last operation and the workspace's journal say.")
final class LogsCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes.")
    private boolean follow;

    @Parameters(paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    LogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (follow && json.asked() && spec != null) {
            throw new ParameterException(spec.commandLine(), "--json prints one document and cannot --follow");
        }
        var path = Workspaces.path(name, "logs") + "?follow=" + follow;
        try {
            context.api().stream(path, Map.of("Accept", "text/plain"), json.asked() ? this::asJson : this::asText);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.SERVER_FAILED,
                            "the local server ended in the middle of the log",
                            "run the same command again"),
                    e);
        }
    }

    private Boolean asText(InputStream body) throws IOException {
        var bytes = new byte[16 * 1024];
        for (var count = body.read(bytes); count >= 0; count = body.read(bytes)) {
            context.out().write(bytes, 0, count);
            context.out().flush();
        }
        return true;
    }

    private Boolean asJson(InputStream body) throws IOException {
        var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        context.print(new Json(Map.of("lines", text.lines().toList())));
        return true;
    }
}
