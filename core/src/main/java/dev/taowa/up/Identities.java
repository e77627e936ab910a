package dev.taowa.up;

import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Source;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides which workspace a request means: the one that has its name or source, else a new one. */
final class Identities {

    private final Wishes wishes;
    private final InstantSource clock;

    Identities(Wishes wishes, InstantSource clock) {
        this.wishes = wishes;
        this.clock = clock;
    }

    /** The wish of the request, saved. One at a time, so that two requests for one source find one workspace. */
    synchronized Wish of(UpRequest request, Source source) {
        var wish = request.name()
                .map(name -> named(new WorkspaceName(name), request, source))
                .or(() -> find(each -> each.source().equals(source.identity())))
                .map(known -> new Wish(
                        known.id(), known.name(), known.source(), remembered(request, source), known.createdAt()))
                .orElseGet(() -> fresh(unused(WorkspaceName.near(source.title())), request, source));
        wishes.save(wish);
        return wish;
    }

    private Wish named(WorkspaceName name, UpRequest request, Source source) {
        var known = find(each -> each.name().equals(name));
        if (known.isPresent() && !known.get().source().equals(source.identity())) {
            throw new ProblemException(new Problem(
                    ProblemCode.NAME_TAKEN,
                    "a workspace named %s exists, from another source: %s"
                            .formatted(name, known.get().source()),
                    "choose another --name, or delete it with `taowa rm %s`".formatted(name)));
        }
        return known.orElseGet(() -> fresh(name, request, source));
    }

    private Wish fresh(WorkspaceName name, UpRequest request, Source source) {
        return new Wish(WorkspaceId.random(), name, source.identity(), remembered(request, source), clock.instant());
    }

    /** The request without what must not be kept: credentials in a URL, the client's variables, and secrets. */
    private static UpRequest remembered(UpRequest request, Source source) {
        return new UpRequest(
                source.identity(),
                request.name(),
                request.branch(),
                request.host(),
                request.ide(),
                false,
                request.limits(),
                request.allowances(),
                request.outerCluster(),
                request.choice(),
                Map.of(),
                GivenSecrets.NONE);
    }

    private WorkspaceName unused(WorkspaceName wished) {
        var candidate = wished;
        for (var number = 2; taken(candidate); number++) {
            var suffix = "-" + number;
            var stem = wished.value();
            var room = WorkspaceName.MAX_LENGTH - suffix.length();
            candidate = WorkspaceName.near((stem.length() > room ? stem.substring(0, room) : stem) + suffix);
        }
        return candidate;
    }

    private boolean taken(WorkspaceName name) {
        return find(each -> each.name().equals(name)).isPresent();
    }

    private Optional<Wish> find(Predicate<Wish> wanted) {
        return wishes.all().stream().filter(wanted).findFirst();
    }
}
