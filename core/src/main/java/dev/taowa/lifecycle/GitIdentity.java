package dev.taowa.lifecycle;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.task.Step;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings the person's name, address and line endings for Git into a workspace that asks for them and has none. */
final class GitIdentity {

    private static final List<String> SETTINGS = List.of("user.name", "user.email", "core.autocrlf");
    private static final String SET_UNLESS_SET =
            "git config --global --get \"$1\" > /dev/null" + " || git config --global \"$1\" \"$2\"";

    private final Sessions sessions;
    private final HostPrograms programs;

    GitIdentity(Sessions sessions, HostPrograms programs) {
        this.sessions = sessions;
        this.programs = programs;
    }

    void bring(Workspace workspace, Step step) throws IOException {
        var user = LoginUser.of(workspace.label(WorkspaceLabels.USER));
        for (var setting : SETTINGS) {
            var value = ofThePerson(setting);
            if (!value.isEmpty()) {
                var argv = List.of("sh", "-c", SET_UNLESS_SET, "sh", setting, value);
                sessions.run(workspace, new Command(user.name(), argv, Map.of(), user.home()), step::line);
            }
        }
    }

    /** Empty when the person has not set it, or has no Git. */
    private String ofThePerson(String setting) {
        var lines = new ArrayList<String>();
        try {
            var argv = List.of("git", "config", "--global", "--get", setting);
            var status = programs.run(argv, Map.of(), Path.of("/"), lines::add);
            return status == 0 && lines.size() == 1 ? lines.getFirst() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
