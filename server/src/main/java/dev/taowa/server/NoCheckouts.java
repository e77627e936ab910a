package dev.taowa.server;

import dev.taowa.source.Checkout;
import dev.taowa.source.Checkouts;
import dev.taowa.source.Source;
import dev.taowa.task.Step;
import dev.taowa.workspace.WorkspaceId;
import java.nio.file.Path;
import java.util.Map;

/** Stands until dev.taowa.git lands. */
final class NoCheckouts implements Checkouts {
    @Override
    public Checkout obtain(WorkspaceId id, Source.Git source, String text, Map<String, String> client, Step step) {
        return new Checkout(source, Path.of("/nowhere"), "");
    }

    @Override
    public void remove(WorkspaceId id) {}
}
