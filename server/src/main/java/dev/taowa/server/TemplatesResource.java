package dev.taowa.server;

import dev.taowa.api.TemplateRequest;
import dev.taowa.api.TemplateView;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.template.TemplateFile;
import dev.taowa.template.TemplateSource;
import dev.taowa.template.Templates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Templates that are elsewhere; the server brings them, since it is what speaks to registries and remotes. */
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TemplatesResource {

    /** How long a remote may be silent. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Machinery machinery;

    TemplatesResource(Machinery machinery) {
        this.machinery = machinery;
    }

    @POST
    public TemplateView fetch(@Nullable TemplateRequest given) {
        var request = Requests.present(given, "TemplateRequest");
        var source = Requests.remote(request);
        var warnings = new CopyOnWriteArrayList<String>();
        var phases = new Phases(
                event -> {
                    if (event instanceof Event.Warned(var text)) {
                        warnings.add(text);
                    }
                },
                machinery.clock());
        var folder = phases.run(
                Phase.DEFINITION, PATIENCE, step -> machinery.templates().fetch(source, request.client(), step));
        return new TemplateView(files(source, folder), warnings);
    }

    private static List<TemplateView.File> files(TemplateSource.Remote source, java.nio.file.Path folder) {
        return Templates.files(source.identity(), folder).stream()
                .map(TemplatesResource::file)
                .toList();
    }

    private static TemplateView.File file(TemplateFile file) {
        return new TemplateView.File(file.path(), Base64.getEncoder().encodeToString(file.bytes()));
    }
}
