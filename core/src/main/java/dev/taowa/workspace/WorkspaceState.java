package dev.taowa.workspace;

import java.time.Instant;

/**
 * What is true of a workspace now. Drivers observe {@link Created}, {@link Running}, {@link Stopped} and
 * {@link Missing}; the others are those of an operation under way or of its outcome.
 */
public sealed interface WorkspaceState {

    /** Wished for; its image is not being built yet. */
    record Creating() implements WorkspaceState {}

    /** Its image is being made. */
    record Building() implements WorkspaceState {}

    /** Exists on the engine and never ran. */
    record Created() implements WorkspaceState {}

    /** Boots, or its lifecycle commands run. */
    record Starting() implements WorkspaceState {}

    /** Its first process runs. */
    record Running(Instant since) implements WorkspaceState {}

    record Stopping() implements WorkspaceState {}

    /** Ended; {@code cause} tells a wish from an accident. */
    record Stopped(Instant since, ExitCause cause, int exitStatus) implements WorkspaceState {}

    /** An operation ended in a problem; {@code reason} is its text. */
    record Failed(String reason) implements WorkspaceState {}

    record Deleting() implements WorkspaceState {}

    /** The engine does not know it. */
    record Missing() implements WorkspaceState {}

    /** Why the first process ended. */
    enum ExitCause {
        /** Asked to, or powered off from inside. */
        WISHED,
        OUT_OF_MEMORY,
        /** The first process ended by itself, or was killed. */
        EXITED
    }

    /** The word shown to people and in JSON. */
    default String word() {
        return switch (this) {
            case Creating _ -> "creating";
            case Building _ -> "building";
            case Created _ -> "stopped";
            case Starting _ -> "starting";
            case Running _ -> "running";
            case Stopping _ -> "stopping";
            case Stopped _ -> "stopped";
            case Failed _ -> "failed";
            case Deleting _ -> "deleting";
            case Missing _ -> "missing";
        };
    }
}
