package dev.taowa.lifecycle;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.metadata.Customizations;
import dev.taowa.task.Step;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Installs the editor's extensions that a definition names, by their id from the registry or from a .vsix file of the
 * project: once in the life of a machine, so that a registry that cannot be reached delays nobody twice.
 *
 * <p>Safe for use by many threads.
 */
public final class EditorExtensions {

    private static final String TRIED = "/var/lib/taowa/extensions";
    private static final String PATIENCE_SECONDS = "120";

    private final Sessions sessions;
    private final Map<String, String> registry;

    /** @param registry variables that tell the editor where its extensions are; none for its own choice */
    public EditorExtensions(Sessions sessions, Map<String, String> registry) {
        this.sessions = sessions;
        this.registry = Map.copyOf(registry);
    }

    /** Installs what is not yet tried; what cannot be had is named in a warning. */
    public void install(Workspace workspace, Customizations customizations, Step step) throws IOException {
        var wanted = new ArrayList<>(customizations.wantedExtensions());
        if (wanted.isEmpty()) {
            return;
        }
        root(workspace, List.of("cat", TRIED), List.of(), wanted::remove);
        if (wanted.isEmpty()) {
            return;
        }
        var failed = new ArrayList<String>();
        for (var extension : wanted) {
            step.line("installing the extension " + extension);
            install(workspace, extension, step).ifPresent(failed::add);
        }
        root(
                workspace,
                List.of("sh", "-c", "mkdir -p /var/lib/taowa; printf '%s\\n' \"$@\" >> " + TRIED, "sh"),
                wanted,
                _ -> {});
        if (!failed.isEmpty()) {
            step.warn(
                    "extensions that could not be installed: %s; install them in the IDE, or try again with `taowa rebuild %s`"
                            .formatted(String.join(", ", failed), workspace.name()));
        }
    }

    /** Empty when it is there, else its name with the installer's last words. */
    private Optional<String> install(Workspace workspace, String extension, Step step) throws IOException {
        var user = LoginUser.of(workspace.label(WorkspaceLabels.USER));
        var argv = List.of("timeout", PATIENCE_SECONDS, "code-server", "--install-extension", extension);
        var last = new LastWords();
        var command = new Command(user.name(), argv, registry, workspace.label(WorkspaceLabels.FOLDER));
        var status = sessions.run(workspace, command, line -> {
            step.line(line);
            last.accept(line);
        });
        return status == 0 ? Optional.empty() : Optional.of(extension + last.after(": "));
    }

    private void root(Workspace workspace, List<String> argv, List<String> more, Consumer<String> lines)
            throws IOException {
        var all = new ArrayList<>(argv);
        all.addAll(more);
        sessions.run(workspace, new Command("root", all, Map.of(), "/"), lines);
    }
}
