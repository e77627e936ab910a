package dev.taowa.server;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Which program answers. */
@Path("/api/v1/version")
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

    /** The version of this program. */
    public record VersionView(String version) {}

    @GET
    public VersionView version() {
        return new VersionView(Version.current());
    }
}
