package dev.taowa.up;

import dev.taowa.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wishes that are gone with the test. */
public final class InMemoryWishes implements Wishes {

    private final Map<WorkspaceId, Wish> wishes = new LinkedHashMap<>();

    @Override
    public synchronized List<Wish> all() {
        return new ArrayList<>(wishes.values());
    }

    @Override
    public synchronized void save(Wish wish) {
        wishes.put(wish.id(), wish);
    }

    @Override
    public synchronized void forget(WorkspaceId id) {
        wishes.remove(id);
    }
}
