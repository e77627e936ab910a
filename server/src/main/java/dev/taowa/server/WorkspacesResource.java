package dev.taowa.server;

import dev.taowa.api.OperationView;
import dev.taowa.api.UpRequest;
import dev.taowa.api.WorkspaceView;
import dev.taowa.nested.ServiceName;
import dev.taowa.up.Up;
import dev.taowa.workspace.Stats;
import dev.taowa.workspace.WorkspaceLabels;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Workspaces: what there is, and what can be done with each. */
@Path("/api/v1/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WorkspacesResource {

    private static final int ACCEPTED = 202;

    private final Machinery machinery;

    WorkspacesResource(Machinery machinery) {
        this.machinery = machinery;
    }

    /** What to open: {@code ide}, a port, or a Service of the cluster inside. */
    public record OpenRequest(@Nullable String target) {}

    /** The environment of a client that starts a workspace again: {@code client} as in {@link UpRequest}. */
    public record StartRequest(@Nullable Map<String, String> client) {

        private static Map<String, String> client(@Nullable StartRequest request) {
            return request == null || request.client() == null ? Map.of() : request.client();
        }
    }

    /** A link that opens once. */
    public record OpenedLink(String url) {}

    @POST
    public Response up(@Nullable UpRequest request) {
        return accepted(workspaces().up(up(), Requests.checked(request)));
    }

    @GET
    public List<WorkspaceView> list() {
        var engine = workspaces().onEngine();
        return workspaces().wishes().stream()
                .map(wish -> machinery.views().of(wish, Optional.ofNullable(engine.get(wish.id()))))
                .toList();
    }

    @GET
    @Path("{name}")
    public WorkspaceView show(@PathParam("name") String name) {
        var wish = workspaces().get(name);
        return machinery.views().of(wish, machinery.driver().find(wish.id()));
    }

    @POST
    @Path("{name}/stop")
    public Response stop(@PathParam("name") String name) {
        return accepted(workspaces().stop(workspaces().get(name)));
    }

    @POST
    @Path("{name}/start")
    public Response start(@PathParam("name") String name, @Nullable StartRequest request) {
        return accepted(workspaces().start(up(), workspaces().get(name), StartRequest.client(request)));
    }

    @POST
    @Path("{name}/restart")
    public Response restart(@PathParam("name") String name, @Nullable StartRequest request) {
        return accepted(workspaces().restart(up(), workspaces().get(name), StartRequest.client(request)));
    }

    @POST
    @Path("{name}/rebuild")
    public Response rebuild(@PathParam("name") String name, @Nullable StartRequest request) {
        return accepted(workspaces().rebuild(up(), workspaces().get(name), StartRequest.client(request)));
    }

    @DELETE
    @Path("{name}")
    public Response delete(
            @PathParam("name") String name, @QueryParam("keepVolumes") @DefaultValue("false") boolean keepVolumes) {
        return accepted(workspaces().delete(workspaces().get(name), keepVolumes));
    }

    @GET
    @Path("{name}/stats")
    public Stats stats(@PathParam("name") String name) {
        return machinery
                .driver()
                .stats(workspaces().running(workspaces().get(name)).id());
    }

    @GET
    @Path("{name}/ssh")
    public SshView ssh(@PathParam("name") String name) {
        var wish = workspaces().get(name);
        return machinery.sshView(workspaces().running(wish));
    }

    @GET
    @Path("{name}/logs")
    @Produces(MediaType.TEXT_PLAIN)
    public StreamingOutput logs(
            @PathParam("name") String name, @QueryParam("follow") @DefaultValue("false") boolean follow) {
        var wish = workspaces().get(name);
        return out -> machinery.logs().write(wish, follow, out);
    }

    @POST
    @Path("{name}/open")
    public OpenedLink open(@PathParam("name") String name, @Nullable OpenRequest request) throws IOException {
        var target = String.valueOf(request == null ? null : request.target());
        var wish = workspaces().get(name);
        var workspace = workspaces().running(wish);
        var links = machinery.links();
        if (target.equals("ide")) {
            return new OpenedLink(links.ide(wish.name(), wish.id(), workspace.label(WorkspaceLabels.FOLDER)));
        }
        var service = ServiceName.parse(target);
        var port = service.isPresent() ? machinery.services().open(workspace, service.get()) : Requests.port(target);
        return new OpenedLink(links.port(wish.name(), wish.id(), port));
    }

    private Workspaces workspaces() {
        return machinery.workspaces();
    }

    private Up up() {
        return machinery.up();
    }

    private static Response accepted(Operation operation) {
        OperationView view = operation.view();
        return Response.status(ACCEPTED).entity(view).build();
    }
}
