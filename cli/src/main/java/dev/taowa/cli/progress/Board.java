package dev.taowa.cli.progress;

import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phases of an operation as far as its events told; a phase that starts again starts anew. */
final class Board {

    private final Map<Phase, PhaseProgress> phases = new LinkedHashMap<>();

    /** Takes the event in; returns the phase it is of. */
    Optional<PhaseProgress> apply(Event event) {
        return switch (event) {
            case Event.Started started -> Optional.of(start(started.phase(), started.at()));
            case Event.Advanced advanced -> changed(advanced.phase(), phase -> phase.advance(advanced));
            case Event.Line line -> changed(line.phase(), phase -> phase.line(line.text()));
            case Event.Ended ended -> changed(ended.phase(), phase -> phase.end(ended));
            case Event.Warned _, Event.SecretWanted _, Event.Ready _, Event.Succeeded _, Event.Failed _ ->
                Optional.empty();
        };
    }

    List<PhaseProgress> running() {
        return phases.values().stream().filter(PhaseProgress::running).toList();
    }

    List<PhaseProgress> all() {
        return new ArrayList<>(phases.values());
    }

    private PhaseProgress start(Phase phase, Instant at) {
        phases.remove(phase);
        var started = new PhaseProgress(phase, at);
        phases.put(phase, started);
        return started;
    }

    private Optional<PhaseProgress> changed(Phase phase, java.util.function.Consumer<PhaseProgress> change) {
        var known = Optional.ofNullable(phases.get(phase));
        known.ifPresent(change);
        return known;
    }
}
