package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import dev.taowa.cli.json.EventReader;
import dev.taowa.cli.json.Json;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the server, followed to its end, or until what is left of it runs in the background.
 *
 * <p>A connection that breaks is resumed after the last event seen. When the server itself died, the same request is
 * sent to the next one: requests are idempotent.
 */
public final class OperationRun {

    private static final int MOST_REPEATS = 5;
    private static final int MOST_RESUMES = 20;

    private final ApiClient api;
    private final Progress progress;
    private final Supplier<Json> request;
    private volatile @Nullable String id;
    private int lastEvent;
    private @Nullable Event end;

    /** @param request starts the operation; its answer is an OperationView */
    public OperationRun(ApiClient api, Progress progress, Supplier<Json> request) {
        this.api = api;
        this.progress = progress;
        this.request = request;
    }

    /** Runs it; returns the workspace's name, or throws the problem it ended in. */
    public String run() {
        for (var repeat = 0; repeat <= MOST_REPEATS; repeat++) {
            var operation = request.get();
            if (operation.text("id").isEmpty()) {
                return operation.text("workspace");
            }
            id = operation.text("id");
            lastEvent = -1;
            var ended = follow(api.address(), operation.text("id"));
            if (ended.isPresent()) {
                return outcome(ended.get());
            }
        }
        throw lost();
    }

    /** Asks the server to cancel; false when nothing runs yet. */
    public boolean cancel() {
        var running = id;
        if (running == null) {
            return false;
        }
        api.delete("operations/" + ApiClient.part(running));
        return true;
    }

    /** Empty when the server that ran it is no more. */
    private Optional<Event> follow(ServerAddress server, String operation) {
        for (var resume = 0; resume < MOST_RESUMES; resume++) {
            var before = lastEvent;
            try {
                read(server, operation);
            } catch (IOException broken) {
                // Resumed below.
            } catch (ProblemException unknownOperation) {
                return Optional.empty();
            }
            if (end != null) {
                return Optional.of(end);
            }
            if (api.address().pid() != server.pid()) {
                return Optional.empty();
            }
            if (lastEvent > before) {
                resume = 0;
            }
        }
        throw lost();
    }

    private void read(ServerAddress server, String operation) throws IOException {
        Map<String, String> headers = lastEvent < 0
                ? Map.of("Accept", "text/event-stream")
                : Map.of("Accept", "text/event-stream", "Last-Event-ID", Integer.toString(lastEvent));
        api.stream(server, "operations/" + ApiClient.part(operation) + "/events", headers, this::events);
    }

    private Boolean events(InputStream body) throws IOException {
        var events = new EventStream(body);
        while (end == null) {
            var message = events.next();
            if (message.isEmpty()) {
                return false;
            }
            if (message.get().id() <= lastEvent) {
                continue;
            }
            lastEvent = message.get().id();
            EventReader.event(Json.parse(message.get().data())).ifPresent(this::pass);
        }
        return true;
    }

    private void pass(Event event) {
        progress.report(event);
        if (event instanceof Event.Ready || event instanceof Event.Succeeded || event instanceof Event.Failed) {
            end = event;
        }
    }

    private static String outcome(Event end) {
        return switch (end) {
            case Event.Ready ready -> ready.workspace();
            case Event.Succeeded succeeded -> succeeded.workspace();
            case Event.Failed failed -> throw new ProblemException(failed.problem());
            case Event.Started _, Event.Advanced _, Event.Line _, Event.Ended _, Event.Warned _, Event.SecretWanted _ ->
                throw new IllegalStateException("not the last event: " + end);
        };
    }

    private static ProblemException lost() {
        return new ProblemException(new Problem(
                ProblemCode.SERVER_FAILED,
                "the local server ends again and again in the middle of this operation",
                "read server.log in the state folder; `taowa doctor` looks for the cause"));
    }
}
