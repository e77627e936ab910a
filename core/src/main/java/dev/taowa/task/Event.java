package dev.taowa.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.taowa.problem.Problem;
import java.time.Duration;
import java.time.Instant;

/** What an operation tells those who watch it; the server streams these to the terminal and the page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Event.Advanced.class, name = "advanced"),
    @JsonSubTypes.Type(value = Event.Line.class, name = "line"),
    @JsonSubTypes.Type(value = Event.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Event.Warned.class, name = "warned"),
    @JsonSubTypes.Type(value = Event.SecretWanted.class, name = "secretWanted"),
    @JsonSubTypes.Type(value = Event.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Event.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = Event.Failed.class, name = "failed")
})
public sealed interface Event {

    /** A phase began. */
    record Started(Phase phase, Instant at) implements Event {}

    /** A phase moved on: {@code done} of {@code total} in {@code unit}; a total of 0 is unknown. */
    record Advanced(Phase phase, String what, long done, long total, Unit unit) implements Event {}

    /** One line of output of the program that a phase runs. */
    record Line(Phase phase, String text) implements Event {}

    /** A phase ended. */
    record Ended(Phase phase, Instant at, Duration took, Outcome outcome) implements Event {}

    /** Something a person should know, which stops nothing. */
    record Warned(String text) implements Event {}

    /** A secret that the operation cannot go on without asking for; texts are the definition's, and may be empty. */
    record SecretWanted(String name, String description, String documentationUrl) implements Event {}

    /** The workspace can be worked in; what is left of the operation runs in the background. */
    record Ready(String workspace) implements Event {}

    /** The operation is done; the last event. {@code workspace} names it. */
    record Succeeded(String workspace) implements Event {}

    /** The operation failed; the last event. */
    record Failed(Problem problem) implements Event {}

    /** What {@link Advanced} counts. */
    enum Unit {
        BYTES,
        OBJECTS,
        STEPS
    }

    /** How a phase ended; UNCHANGED means that everything was there already. */
    enum Outcome {
        DONE,
        UNCHANGED,
        FAILED
    }
}
