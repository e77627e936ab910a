package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.ssh.CpCommand;
import dev.taowa.cli.ssh.ExecCommand;
import dev.taowa.cli.ssh.ForwardCommand;
import dev.taowa.cli.ssh.LoadCommand;
import dev.taowa.cli.ssh.SshCommand;
import dev.taowa.cli.ssh.SshConfigCommand;
import dev.taowa.cli.ssh.TunnelCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Every command by its word, in the order that help shows them. */
final class Commands {

    private static final Map<String, Function<CommandContext, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("up", UpCommand::new);
        ALL.put("init", InitCommand::new);
        ALL.put("templates", TemplatesCommand::new);
        ALL.put("ls", LsCommand::new);
        ALL.put("show", ShowCommand::new);
        ALL.put("ports", PortsCommand::new);
        ALL.put("logs", LogsCommand::new);
        ALL.put("stats", StatsCommand::new);
        ALL.put("open", OpenCommand::new);
        ALL.put("ssh", SshCommand::new);
        ALL.put("exec", ExecCommand::new);
        ALL.put("cp", CpCommand::new);
        ALL.put("load", LoadCommand::new);
        ALL.put("forward", ForwardCommand::new);
        ALL.put("ssh-config", SshConfigCommand::new);
        ALL.put("tunnel", TunnelCommand::new);
        ALL.put("stop", StopCommand::new);
        ALL.put("start", StartCommand::new);
        ALL.put("restart", RestartCommand::new);
        ALL.put("rebuild", RebuildCommand::new);
        ALL.put("rm", RmCommand::new);
        ALL.put("validate", ValidateCommand::new);
        ALL.put("host", HostCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("completion", CompletionCommand::new);
        ALL.put("version", VersionCommand::new);
    }

    private Commands() {}

    static Set<String> words() {
        return ALL.keySet();
    }

    static Object make(String word, CommandContext context) {
        var made = ALL.get(word);
        if (made == null) {
            throw new IllegalArgumentException("no command " + word);
        }
        return made.apply(context);
    }
}
