package dev.taowa.lifecycle;

import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.Metadata;
import dev.taowa.task.Step;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The lifecycle commands of one start, in two parts: those that a person waits for, by {@code waitFor}, and those after.
 * Where the definition names no stage, all are waited for.
 *
 * <p>For use by one thread.
 */
public final class LifecycleRun {

    /** Those that are not run again once they have succeeded, in the life of the container or of a boot. */
    static final List<LifecycleStage> ONCE = List.of(
            LifecycleStage.ON_CREATE,
            LifecycleStage.UPDATE_CONTENT,
            LifecycleStage.POST_CREATE,
            LifecycleStage.POST_START);

    private final Lifecycle lifecycle;
    private final Workspace workspace;
    private final Metadata metadata;
    private final UnaryOperator<String> shown;
    private final LifecycleRecord done;
    private final List<DueHook> later = new ArrayList<>();
    private Optional<HookCommands> commands = Optional.empty();

    LifecycleRun(
            Lifecycle lifecycle,
            Workspace workspace,
            Metadata metadata,
            UnaryOperator<String> shown,
            LifecycleRecord done) {
        this.lifecycle = lifecycle;
        this.workspace = workspace;
        this.metadata = metadata;
        this.shown = shown;
        this.done = done;
    }

    /** Runs what is due and waited for; a command that succeeded is noted in the workspace, and is not run again. */
    public void first(Step step) throws IOException {
        var due = due();
        later.clear();
        metadata.hooks().waitFor().ifPresent(last -> {
            due.stream().filter(each -> each.stage().compareTo(last) > 0).forEach(later::add);
            due.removeAll(later);
        });
        if (due.isEmpty()) {
            step.unchanged();
        }
        run(due, step);
    }

    /** Whether {@link #first} left anything to run. */
    public boolean hasLater() {
        return !later.isEmpty();
    }

    /** Runs what is due after the stage that is waited for. */
    public void later(Step step) throws IOException {
        run(later, step);
    }

    private void run(List<DueHook> due, Step step) throws IOException {
        for (var each : due) {
            if (commands.isEmpty()) {
                commands = Optional.of(lifecycle.inside(workspace, metadata, shown, step));
            }
            commands.get().run(each, step);
            if (ONCE.contains(each.stage())) {
                done.add(each);
            }
        }
    }

    private List<DueHook> due() throws IOException {
        var due = new ArrayList<DueHook>();
        metadata.hooks().byStage().forEach((stage, _) -> due.addAll(DueHook.all(metadata.hooks(), stage)));
        due.removeIf(each -> each.stage() == LifecycleStage.INITIALIZE);
        if (due.stream().anyMatch(each -> ONCE.contains(each.stage()))) {
            var names = done.read();
            due.removeIf(each -> names.contains(each.recordName()));
        }
        return due;
    }
}
