package dev.taowa.cli;

import dev.taowa.api.ProgramVersion;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code taowa version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    VersionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var version = ProgramVersion.of(context.environment());
        if (!json.asked()) {
            context.out().println("taowa " + version);
            return;
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("version", version);
        fields.put("java", Runtime.version().toString());
        fields.put("state", context.state().path().toString());
        context.print(new Json(fields));
    }
}
