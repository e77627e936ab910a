package dev.taowa.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lifecycle commands: at each stage those of the image, then of the Features in their order, then the
 * definition's own.
 *
 * @param waitFor the stage after which a person can begin to work
 */
public record Hooks(Map<LifecycleStage, List<Hook>> byStage, Optional<LifecycleStage> waitFor) {

    public static final Hooks NONE = new Hooks(Map.of(), Optional.empty());

    /**
     * One command of a stage.
     *
     * @param origin who asks for it, such as {@code devcontainer.json} or a Feature's id
     */
    public record Hook(String origin, LifecycleCommand command) {}

    public Hooks {
        var copy = new EnumMap<LifecycleStage, List<Hook>>(LifecycleStage.class);
        byStage.forEach((stage, hooks) -> {
            if (!hooks.isEmpty()) {
                copy.put(stage, List.copyOf(hooks));
            }
        });
        byStage = Collections.unmodifiableMap(copy);
    }

    /** The commands of a stage, in their order. */
    public List<Hook> of(LifecycleStage stage) {
        return byStage.getOrDefault(stage, List.of());
    }

    /** Whether there is nothing to run. */
    public boolean isEmpty() {
        return byStage.isEmpty();
    }

    Hooks merge(Hooks later) {
        var all = new EnumMap<LifecycleStage, List<Hook>>(LifecycleStage.class);
        for (var stage : LifecycleStage.values()) {
            var joined = new ArrayList<>(of(stage));
            joined.addAll(later.of(stage));
            all.put(stage, joined);
        }
        return new Hooks(all, later.waitFor.or(() -> waitFor));
    }
}
