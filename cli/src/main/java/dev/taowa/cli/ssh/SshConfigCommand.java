package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code taowa ssh-config}. */
@Command(
        name = "ssh-config",
        description =
                "Let plain `ssh NAME.taowa`, scp, rsync and desktop IDEs reach workspaces; prints what they read.")
public final class SshConfigCommand implements Runnable {

    private final CommandContext context;

    @ArgGroup
    private Change change = new Change();

    /** What to do with {@code ~/.ssh/config}. */
    static final class Change {

        @Option(names = "--install", description = "Add one Include line at the top of ~/.ssh/config.")
        private boolean install;

        @Option(names = "--uninstall", description = "Take that line out again.")
        private boolean uninstall;
    }

    public SshConfigCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var config = context.state().sshConfig();
        var home = context.environment().getOrDefault("HOME", System.getProperty("user.home"));
        var own = Path.of(home, ".ssh", "config");
        var include = new SshInclude(own, config);
        if (change.install) {
            context.say(include.install() ? own + " now includes " + config : own + " includes it already");
        } else if (change.uninstall) {
            context.say(include.uninstall() ? own + " no longer includes " + config : own + " does not include it");
        } else {
            print(config);
        }
    }

    private void print(Path config) {
        try {
            context.out().print(Files.readString(config));
        } catch (NoSuchFileException none) {
            context.say("there is no workspace yet; `taowa up` makes one");
        } catch (IOException thrown) {
            throw new UncheckedIOException("cannot read " + config, thrown);
        }
    }
}
