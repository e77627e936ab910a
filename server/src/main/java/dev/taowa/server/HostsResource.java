package dev.taowa.server;

import dev.taowa.host.HostReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Hosts, and what each can do. */
@Path("/api/v1/hosts/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HostsResource {

    private final Machinery machinery;

    HostsResource(Machinery machinery) {
        this.machinery = machinery;
    }

    @GET
    @Path("check")
    public HostReport check(@PathParam("name") String name) {
        Requests.local(name);
        return machinery.driver().probe();
    }
}
