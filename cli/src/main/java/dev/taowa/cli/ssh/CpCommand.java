package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code taowa cp A B}. */
@Command(name = "cp", description = "Copy files or folders into or out of a workspace, or between two.")
public final class CpCommand extends OpenSsh {

    private static final Pattern REMOTE = Pattern.compile("([a-z](?:-?[a-z0-9])*):(.*)", Pattern.DOTALL);

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "From where: a path, or NAME:path; a relative one starts at the home folder there.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "B", description = "To where: a path, or NAME:path.")
    private String to = "";

    public CpCommand(CommandContext context) {
        this(context, new ReplacedProcess());
    }

    CpCommand(CommandContext context, HostProgram programs) {
        super(context, programs);
    }

    @Override
    public Integer call() {
        if (isLocal(from) && isLocal(to)) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT,
                    "neither \"%s\" nor \"%s\" is in a workspace".formatted(printable(from), printable(to)),
                    "write the one inside as NAME:path"));
        }
        var config = context().state().sshConfig().toString();
        // -s: the protocol that passes paths through no shell, which is the default from OpenSSH 9 on.
        return run(List.of("scp", "-s", "-r", "-F", config, "--", place(from), place(to)));
    }

    /** A path of this machine always starts so that scp cannot read it as an option or another machine's. */
    private String place(String text) {
        if (isLocal(text)) {
            return text.startsWith("/") ? text : "./" + text;
        }
        var remote = REMOTE.matcher(text);
        if (!remote.matches()) {
            throw new IllegalStateException(text);
        }
        return address(remote.group(1)).host() + ":" + remote.group(2);
    }

    /** A file that is there wins over a workspace that is not known. */
    private boolean isLocal(String text) {
        var remote = REMOTE.matcher(text);
        if (!remote.matches()) {
            return true;
        }
        try {
            return SshEntry.find(context().state().sshConfig(), remote.group(1)).isEmpty()
                    && Files.exists(context().folder().resolve(Path.of(text)), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
