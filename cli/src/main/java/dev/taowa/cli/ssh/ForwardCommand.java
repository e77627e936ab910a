package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.dial.ShellWord;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code taowa forward NAME PORT[:LOCAL]…}. */
@Command(name = "forward", description = "Reach ports of a workspace at this machine's 127.0.0.1, until you end it.")
public final class ForwardCommand extends OpenSsh {

    @Parameters(index = "0", paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PORT[:LOCAL]",
            description = "The port inside, and the one here if it is to be another; 0 takes any that is free.")
    private List<String> ports = new ArrayList<>();

    public ForwardCommand(CommandContext context) {
        this(context, new ReplacedProcess());
    }

    ForwardCommand(CommandContext context, HostProgram programs) {
        super(context, programs);
    }

    @Override
    public Integer call() {
        var wanted = ports.stream().map(PortForward::parse).toList();
        var address = address(name);
        var forwards = wanted.stream().map(each -> each.claim(name)).toList();
        var options = new ArrayList<>(List.of("-N", "-T", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR"));
        options.addAll(List.of("-o", "ExitOnForwardFailure=yes"));
        options.addAll(announcement(forwards));
        for (var forward : forwards) {
            options.addAll(List.of("-L", forward.argument()));
        }
        return ssh(address, options, List.of());
    }

    /** OpenSSH itself prints the addresses, at the moment when they answer. */
    private List<String> announcement(List<PortForward> forwards) {
        var argv = new ArrayList<>(List.of("printf", "%s\\n"));
        forwards.forEach(each -> argv.add(each.line(name)));
        var command = ShellWord.join(argv).replace("%", "%%");
        return List.of("-o", "PermitLocalCommand=yes", "-o", "LocalCommand=" + command);
    }
}
