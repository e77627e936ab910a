package dev.taowa.up;

import dev.taowa.api.UpRequest;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.time.Instant;

/**
 * What a person asked for: a workspace of this name from this source.
 *
 * @param source the identity of the source: an absolute real path, or a URL with its ref
 */
public record Wish(WorkspaceId id, WorkspaceName name, String source, UpRequest request, Instant createdAt) {}
