package dev.taowa.up;

import dev.taowa.compose.ComposeService;
import dev.taowa.compose.IdleCommand;
import dev.taowa.definition.DeclaredCompose;
import dev.taowa.definition.Definition;
import dev.taowa.image.Image;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.SessionEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the command of the image, or of the Compose service, in the machine: as a unit beside sshd, where "overrideCommand"
 * leaves it there and it does more than wait.
 */
final class OwnCommand {

    private static final String UNIT = "/etc/systemd/system/taowa-command.service";
    private static final String WANTED = "/etc/systemd/system/multi-user.target.d/taowa-command.conf";
    private static final String VARIABLES = "/etc/taowa/command-environment";

    private final Definition definition;
    private final Image image;

    OwnCommand(Definition definition, Image image) {
        this.definition = definition;
        this.image = image;
    }

    /**
     * The files that make it run at every boot; none where it does not.
     *
     * @param folder absolute path inside that it starts in, where a service does not say so itself
     * @param variables of the machine, without those of sessions alone
     */
    List<PlacedFile> files(String folder, SessionEnvironment variables) {
        var words = words();
        // By default that of a Compose service runs, and that of an image does not.
        var isLeftOut = definition
                .metadata()
                .overrideCommand()
                .orElse(definition.compose().isEmpty());
        if (isLeftOut || IdleCommand.is(words)) {
            return List.of();
        }
        return List.of(
                new PlacedFile(VARIABLES, 0600, Secret.of(variables.units())),
                new PlacedFile(UNIT, 0644, Secret.of(unit(words, startsIn().orElse(folder)))),
                new PlacedFile(WANTED, 0644, Secret.of("[Unit]\nWants=taowa-command.service\n")));
    }

    /** A service's entry point takes the place of all that the image says, its command only of the image's command. */
    private List<String> words() {
        var service = definition.compose().map(DeclaredCompose::service);
        var entrypoint = service.flatMap(ComposeService::entrypoint);
        var command = service.flatMap(ComposeService::command);
        var words = new ArrayList<>(entrypoint.orElse(image.entrypoint()));
        words.addAll(command.or(() -> entrypoint.map(_ -> List.<String>of())).orElse(image.command()));
        return words;
    }

    private Optional<String> startsIn() {
        return definition
                .compose()
                .flatMap(compose -> compose.service().workingDirectory())
                .filter(path -> path.startsWith("/"));
    }

    private String unit(List<String> words, String folder) {
        return """
            [Unit]
            Description=Command of the image or Compose service
            After=network.target taowa-entrypoints.service taowa-compose.service

            [Service]
            Type=exec
            User=%s
            WorkingDirectory=%s
            EnvironmentFile=%s
            SyslogIdentifier=command
            ExecStart=/bin/sh -c "exec \\"$$@\\"" sh %s
            """.formatted(
                        user(),
                        folder.replace("%", "%%"),
                        VARIABLES,
                        words.stream().map(OwnCommand::quoted).collect(Collectors.joining(" ")));
    }

    private String user() {
        var user = definition
                .metadata()
                .users()
                .container()
                .or(() -> Optional.of(image.user().replaceFirst(":.*", "")))
                .filter(name -> !name.isEmpty())
                .orElse("root");
        if (!user.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}")) {
            throw new ProblemException(new Problem(
                    ProblemCode.DEFINITION_INVALID,
                    "the command cannot run as a user whose name holds more than letters, digits and some dots",
                    "correct \"containerUser\" in devcontainer.json, or \"user\" in the Compose file"));
        }
        return user;
    }

    /** One word as systemd reads it: nothing in it stands for something else (systemd.service(5), "Command lines"). */
    private static String quoted(String word) {
        var text = new StringBuilder("\"");
        word.chars().forEach(each -> {
            switch (each) {
                case '"', '\\' -> text.append('\\').append((char) each);
                case '%', '$' -> text.append((char) each).append((char) each);
                default -> text.append(each < ' ' ? "\\x%02x".formatted(each) : String.valueOf((char) each));
            }
        });
        return text.append('"').toString();
    }
}
