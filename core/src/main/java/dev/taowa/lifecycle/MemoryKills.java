package dev.taowa.lifecycle;

import dev.taowa.workspace.WorkspaceId;
import java.time.Instant;

/** Knows whether the kernel killed a program in a workspace for want of memory since then. */
@FunctionalInterface
public interface MemoryKills {
    boolean since(WorkspaceId id, Instant time);
}
