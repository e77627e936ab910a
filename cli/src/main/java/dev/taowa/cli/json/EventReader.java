package dev.taowa.cli.json;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads what the server tells: events and problems. */
public final class EventReader {

    private EventReader() {}

    /** Empty for a kind of event, or a phase, that this version does not know. */
    public static Optional<Event> event(Json json) {
        try {
            return Optional.ofNullable(
                    switch (json.text("type")) {
                        case "started" -> new Event.Started(phase(json), instant(json, "at"));
                        case "advanced" -> advanced(json);
                        case "line" -> new Event.Line(phase(json), json.text("text"));
                        case "ended" -> ended(json);
                        case "warned" -> new Event.Warned(json.text("text"));
                        case "secretWanted" ->
                            new Event.SecretWanted(
                                    json.text("name"), json.text("description"), json.text("documentationUrl"));
                        case "ready" -> new Event.Ready(json.text("workspace"));
                        case "succeeded" -> new Event.Succeeded(json.text("workspace"));
                        case "failed" -> new Event.Failed(problem(json.at("problem")));
                        default -> null;
                    });
        } catch (IllegalArgumentException unknownWord) {
            return Optional.empty();
        }
    }

    /** A problem whose code this version does not know is taken for one of the host. */
    public static Problem problem(Json json) {
        return new Problem(code(json.text("code")), json.text("what"), json.text("fix"));
    }

    private static ProblemCode code(String name) {
        try {
            return ProblemCode.valueOf(name);
        } catch (IllegalArgumentException newer) {
            return ProblemCode.SERVER_FAILED;
        }
    }

    private static Event advanced(Json json) {
        return new Event.Advanced(
                phase(json),
                json.text("what"),
                json.number("done"),
                json.number("total"),
                Event.Unit.valueOf(json.text("unit")));
    }

    private static Event ended(Json json) {
        return new Event.Ended(
                phase(json),
                instant(json, "at"),
                duration(json.at("took")),
                Event.Outcome.valueOf(json.text("outcome")));
    }

    private static Phase phase(Json json) {
        return Phase.valueOf(json.text("phase"));
    }

    private static Instant instant(Json json, String name) {
        var value = json.at(name).value();
        return value instanceof Number number
                ? Instant.ofEpochSecond(0).plus(seconds(number))
                : Instant.parse(json.text(name));
    }

    /** ISO text, or seconds. */
    public static Duration duration(Json json) {
        return switch (json.value()) {
            case Number number -> seconds(number);
            case String text -> Duration.parse(text);
            case null, default -> Duration.ZERO;
        };
    }

    private static Duration seconds(Number number) {
        var nanos = new BigDecimal(number.toString()).movePointRight(9);
        return Duration.ofNanos(nanos.longValue());
    }
}
