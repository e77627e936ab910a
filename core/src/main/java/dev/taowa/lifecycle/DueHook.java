package dev.taowa.lifecycle;

import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleStage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A hook that is to run.
 *
 * @param index among those of its stage
 */
record DueHook(LifecycleStage stage, int index, Hooks.Hook hook) {

    /** Those of a stage, in their order. */
    static List<DueHook> all(Hooks hooks, LifecycleStage stage) {
        var each = hooks.of(stage);
        return IntStream.range(0, each.size())
                .mapToObj(index -> new DueHook(stage, index, each.get(index)))
                .toList();
    }

    /** What it is called among those that ran. */
    String recordName() {
        return index == 0 ? stage.property() : stage.property() + "." + index;
    }
}
