package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** Makes the command line and runs it; a problem becomes two lines and an exit status. */
final class CommandLines {

    private CommandLines() {}

    static int run(CommandContext context, String... arguments) {
        var first = arguments.length == 0 ? "" : arguments[0];
        // Looking at all commands takes longer than running one.
        var line = Commands.words().contains(first) ? only(context, first) : all(context);
        try {
            return line.execute(arguments);
        } finally {
            context.out().flush();
            context.err().flush();
        }
    }

    static CommandLine all(CommandContext context) {
        var line = new CommandLine(new Taowa());
        for (var command : Commands.words()) {
            line.addSubcommand(command, Commands.make(command, context));
        }
        return prepared(line, context);
    }

    private static CommandLine only(CommandContext context, String command) {
        return prepared(new CommandLine(new Taowa()).addSubcommand(command, Commands.make(command, context)), context);
    }

    private static CommandLine prepared(CommandLine line, CommandContext context) {
        addHelp(line);
        return line.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((mistake, _) -> refuse(context, ArgumentMistakes.problem(mistake)))
                .setExecutionExceptionHandler((thrown, _, _) -> fail(context, thrown));
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help and end.")
                        .build());
        line.getSubcommands().values().forEach(CommandLines::addHelp);
    }

    private static int fail(CommandContext context, Exception thrown) {
        if (thrown instanceof ProblemException known) {
            return refuse(context, known.problem());
        }
        thrown.printStackTrace(context.err());
        return refuse(
                context,
                new Problem(
                        ProblemCode.BUG,
                        "this is a mistake in Taowa: " + thrown,
                        "report it with the lines above; running the same command again does no harm"));
    }

    static int refuse(CommandContext context, Problem problem) {
        context.out().flush();
        context.say("problem: " + problem.what());
        context.say("fix: " + problem.fix());
        return problem.code().fault().exitStatus();
    }
}
