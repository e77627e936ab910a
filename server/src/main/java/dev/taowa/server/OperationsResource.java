package dev.taowa.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.api.OperationView;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

/** Operations: their events as they happen, and their cancellation. */
@Path("/api/v1/operations/{id}")
public class OperationsResource {

    private final Machinery machinery;
    private final ObjectMapper json;

    OperationsResource(Machinery machinery, ObjectMapper json) {
        this.machinery = machinery;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public OperationView show(@PathParam("id") String id) {
        return find(id).view();
    }

    @DELETE
    public void cancel(@PathParam("id") String id) {
        find(id).cancel();
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable Long lastEventId, @Context Sse sse) {
        var operation = find(id);
        var first = lastEventId == null ? 0 : lastEventId + 1;
        return Multi.createFrom().emitter(emitter -> tell(operation, first, sse, emitter));
    }

    private void tell(Operation operation, long first, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        var listening = operation.listen(first, (number, event) -> {
            emitter.emit(sse.newEventBuilder()
                    .id(String.valueOf(number))
                    .data(String.class, text(event))
                    .build());
            if (event instanceof Event.Succeeded || event instanceof Event.Failed) {
                emitter.complete();
            }
        });
        emitter.onTermination(listening::close);
    }

    private String text(Event event) {
        try {
            return json.writerFor(Event.class).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Operation find(String id) {
        return machinery
                .operations()
                .find(id)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.WORKSPACE_NOT_FOUND,
                        "this server knows no operation %s".formatted(id.replaceAll("[^0-9a-f]", "?")),
                        "run the command again")));
    }
}
