package dev.taowa.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.api.WorkspaceView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.util.List;

/** The ports of a workspace. */
@Path("/api/v1/workspaces/{name}/ports")
public class PortsResource {

    private final Machinery machinery;
    private final ObjectMapper json;

    PortsResource(Machinery machinery, ObjectMapper json) {
        this.machinery = machinery;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public List<WorkspaceView.Port> list(@PathParam("name") String name) throws IOException {
        var wish = machinery.workspaces().get(name);
        return machinery.views().ports(wish, machinery.workspaces().running(wish));
    }

    /** The list now and again after each change, until the workspace stops. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@PathParam("name") String name, @Context Sse sse) {
        var wish = machinery.workspaces().get(name);
        var workspace = machinery.workspaces().running(wish);
        var news = new PortNews(machinery.views(), machinery.engines(), json);
        return Multi.createFrom()
                .emitter(emitter -> news.tell(wish, workspace, sse, emitter), BackPressureStrategy.LATEST);
    }
}
