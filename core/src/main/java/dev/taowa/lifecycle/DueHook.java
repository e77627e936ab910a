package dev.taowa.lifecycle;

import dev.taowa.definition.Hooks;
import dev.taowa.definition.LifecycleStage;

/**
 * A hook that is to run.
 *
 * @param index among those of its stage
 */
record DueHook(LifecycleStage stage, int index, Hooks.Hook hook) {

    /** What it is called among those that ran. */
    String recordName() {
        return index == 0 ? stage.property() : stage.property() + "." + index;
    }
}
