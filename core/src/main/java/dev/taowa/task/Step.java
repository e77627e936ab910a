package dev.taowa.task;

/** A running phase, as the work in it sees it. */
public final class Step {

    private final Phase phase;
    private final Progress progress;
    private volatile boolean unchanged;

    Step(Phase phase, Progress progress) {
        this.phase = phase;
        this.progress = progress;
    }

    public Progress progress() {
        return progress;
    }

    /** Says that everything was there already. */
    public void unchanged() {
        unchanged = true;
    }

    public void line(String text) {
        progress.line(phase, text);
    }

    public void warn(String text) {
        progress.warn(text);
    }

    Event.Outcome outcome() {
        return unchanged ? Event.Outcome.UNCHANGED : Event.Outcome.DONE;
    }
}
