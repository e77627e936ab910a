package dev.taowa.cli;

import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words what is wrong with a command line, and what was probably meant. */
final class ArgumentMistakes {

    private ArgumentMistakes() {}

    static Problem problem(ParameterException mistake) {
        var line = mistake.getCommandLine();
        var command = line.getCommandSpec().qualifiedName();
        var what = TextWidth.printable(message(mistake, line).replace('\n', ' '));
        return new Problem(ProblemCode.BAD_ARGUMENT, what, fix(mistake, command));
    }

    private static String message(ParameterException mistake, CommandLine line) {
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            var word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                return "%s has no option \"%s\"".formatted(line.getCommandSpec().qualifiedName(), word);
            }
            return line.getSubcommands().isEmpty()
                    ? "%s takes no further argument \"%s\""
                            .formatted(line.getCommandSpec().qualifiedName(), word)
                    : "there is no command \"%s\"".formatted(word);
        }
        var text = String.valueOf(mistake.getMessage());
        return text.isEmpty()
                ? "the arguments are not understood"
                : text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String fix(ParameterException mistake, String command) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            var meant = unmatched.getSuggestions();
            if (!meant.isEmpty()) {
                var near = meant.getFirst();
                return "did you mean `%s %s`? `%s --help` lists what there is"
                        .formatted(command, near.replaceFirst("=.*", ""), command);
            }
        }
        return "see `%s --help`".formatted(command);
    }
}
