package dev.taowa.up;

import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.workspace.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests as the command line makes them. */
public final class UpRequests {

    private UpRequests() {}

    public static UpRequest of(String source) {
        return new UpRequest(
                source,
                Optional.empty(),
                Optional.empty(),
                "local",
                Optional.of("none"),
                false,
                Limits.NONE,
                Set.of(),
                Optional.empty(),
                DefinitionChoice.NONE,
                Map.of(),
                GivenSecrets.NONE);
    }

    public static UpRequest named(String source, String name) {
        var request = of(source);
        return new UpRequest(
                request.source(),
                Optional.of(name),
                request.branch(),
                request.host(),
                request.ide(),
                request.recreate(),
                request.limits(),
                request.allowances(),
                request.outerCluster(),
                request.choice(),
                request.client(),
                GivenSecrets.NONE);
    }
}
