package dev.taowa.server;

import dev.taowa.api.OperationView;
import dev.taowa.api.UpRequest;
import dev.taowa.api.WorkspaceView;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

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

    /** What to open: {@code ide}, or a port. */
    public record OpenRequest(String target) {}

    /** A link that opens once. */
    public record OpenedLink(String url) {}

    @POST
    public Response up(UpRequest request) {
        return accepted(workspaces().up(up(), request));
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
    public Response start(@PathParam("name") String name) {
        return accepted(workspaces().start(up(), workspaces().get(name)));
    }

    @POST
    @Path("{name}/restart")
    public Response restart(@PathParam("name") String name) {
        return accepted(workspaces().restart(up(), workspaces().get(name)));
    }

    @POST
    @Path("{name}/rebuild")
    public Response rebuild(@PathParam("name") String name) {
        return accepted(workspaces().rebuild(up(), workspaces().get(name)));
    }

    @DELETE
    @Path("{name}")
    public Response delete(
            @PathParam("name") String name, @QueryParam("keepVolumes") @DefaultValue("false") boolean keepVolumes) {
        return accepted(workspaces().delete(workspaces().get(name), keepVolumes));
    }

    @GET
    @Path("{name}/ports")
    public List<WorkspaceView.Port> ports(@PathParam("name") String name) throws IOException {
        var wish = workspaces().get(name);
        return machinery.views().ports(wish, workspaces().running(wish));
    }

    @GET
    @Path("{name}/stats")
    public Stats stats(@PathParam("name") String name) {
        return machinery.driver().stats(workspaces().get(name).id());
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
    public InputStream logs(@PathParam("name") String name, @QueryParam("follow") @DefaultValue("false") boolean follow)
            throws IOException {
        return machinery.logs().read(workspaces().get(name), follow);
    }

    @POST
    @Path("{name}/open")
    public OpenedLink open(@PathParam("name") String name, OpenRequest request) {
        var wish = workspaces().get(name);
        var workspace = workspaces().running(wish);
        var links = machinery.links();
        if (request.target().equals("ide")) {
            return new OpenedLink(links.ide(wish.name(), wish.id(), workspace.label(WorkspaceLabels.FOLDER)));
        }
        return new OpenedLink(links.port(wish.name(), wish.id(), Requests.port(request.target())));
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
