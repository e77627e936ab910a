package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What the commands that run OpenSSH share. */
abstract sealed class OpenSsh implements Callable<Integer>
        permits SshCommand, ExecCommand, CpCommand, ForwardCommand, LoadCommand {

    private final CommandContext context;
    private final HostProgram programs;

    OpenSsh(CommandContext context, HostProgram programs) {
        this.context = context;
        this.programs = programs;
    }

    CommandContext context() {
        return context;
    }

    WorkspaceAddress address(String name) {
        return WorkspaceAddress.of(context, name);
    }

    /** Runs {@code ssh} with the options on the workspace; {@code lines} is what the login shell gets, if anything. */
    int ssh(WorkspaceAddress address, List<String> options, List<String> lines) {
        var argv = new ArrayList<String>();
        argv.add("ssh");
        argv.addAll(List.of("-F", address.config().toString()));
        argv.addAll(options);
        argv.add(address.host());
        argv.addAll(lines);
        return run(argv);
    }

    int run(List<String> argv) {
        context.out().flush();
        context.err().flush();
        return programs.run(argv);
    }

    /** The command without the {@code --} that may part it from the name. */
    static List<String> command(List<String> words) {
        return !words.isEmpty() && words.getFirst().equals("--") ? words.subList(1, words.size()) : words;
    }
}
