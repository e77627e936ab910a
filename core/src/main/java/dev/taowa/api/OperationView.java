package dev.taowa.api;

/**
 * An operation under way or ended; its events are at {@code GET /api/v1/operations/{id}/events} (SSE, each event's data
 * is a {@link dev.taowa.task.Event}; {@code Last-Event-ID} resumes).
 *
 * @param workspace name of the workspace it works on
 */
public record OperationView(String id, String workspace) {}
