package dev.taowa.lifecycle;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Notes what is run, and answers as it is told to. */
final class RecordedSessions implements Sessions {

    /** What a command prints and ends with. */
    interface Answer {
        int to(Command command, Consumer<String> lines);
    }

    private final List<Command> ran = new ArrayList<>();
    private final Answer answer;

    RecordedSessions(Answer answer) {
        this.answer = answer;
    }

    @Override
    public int run(Workspace workspace, Command command, Consumer<String> lines) {
        ran.add(command);
        return answer.to(command, lines);
    }

    List<Command> ran() {
        return ran;
    }
}
