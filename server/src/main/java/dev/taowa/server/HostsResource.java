package dev.taowa.server;

import dev.taowa.host.HostReport;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
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
        if (!name.equals("local")) {
            throw new ProblemException(new Problem(
                    ProblemCode.HOST_UNKNOWN,
                    "there is no host named \"%s\"".formatted(name.replaceAll("\\p{Cntrl}", "?")),
                    "`taowa host ls` lists the hosts"));
        }
        return machinery.driver().probe();
    }
}
