package dev.taowa.up;

import dev.taowa.workspace.WorkspaceId;
import java.util.List;

/** Remembers wishes; the engine, not this, says what exists. Safe for use by many threads. */
public interface Wishes {

    List<Wish> all();

    /** Adds the wish, or replaces the one of the same id. */
    void save(Wish wish);

    /** Forgets; an unknown id is fine. */
    void forget(WorkspaceId id);
}
