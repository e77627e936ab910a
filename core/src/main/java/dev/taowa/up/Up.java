package dev.taowa.up;

import dev.taowa.api.UpRequest;
import dev.taowa.definition.Definition;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.definition.ImageSource;
import dev.taowa.dial.Authority;
import dev.taowa.dial.Readiness;
import dev.taowa.driver.Driver;
import dev.taowa.endpoint.Endpoints;
import dev.taowa.feature.ResolvedFeature;
import dev.taowa.image.ImageMaker;
import dev.taowa.image.MachineImage;
import dev.taowa.lifecycle.EditorExtensions;
import dev.taowa.lifecycle.Lifecycle;
import dev.taowa.lifecycle.NestedServices;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.MetadataLabel;
import dev.taowa.source.Checkout;
import dev.taowa.source.Checkouts;
import dev.taowa.source.Source;
import dev.taowa.task.Fork;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.task.Progress;
import dev.taowa.template.RemoteTemplates;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Start here: from a source to a running workspace in five steps, each idempotent, so that the same request after any
 * failure goes on where it stopped.
 *
 * <p>Safe for use by many threads; the caller runs one operation at a time on one workspace.
 */
public final class Up {

    /** How long a phase may be silent. Programs that download or compile can be, for a while. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Lifecycle commands are the person's own and may be silent for long. */
    static final Duration LIFECYCLE_PATIENCE = Duration.ofHours(1);

    private final Parts parts;
    private final Identities identities;
    private final Plans plans;
    private final Entry entry;

    public Up(Parts parts) {
        this.parts = parts;
        this.plans = new Plans(parts.authority());
        this.identities = new Identities(parts.wishes(), parts.clock());
        this.entry = new Entry(parts);
    }

    /**
     * Everything that the steps are made of.
     *
     * @param mirror of the images that engines inside pull
     */
    public record Parts(
            Driver driver,
            Checkouts checkouts,
            RemoteTemplates templates,
            DefinitionReader definitions,
            DefinitionFeatures features,
            ImageMaker images,
            Authority authority,
            Readiness readiness,
            NestedServices services,
            Lifecycle lifecycle,
            EditorExtensions extensions,
            Endpoints endpoints,
            Wishes wishes,
            Secrets secrets,
            OuterEntry outer,
            Mount.Shared mirror,
            InstantSource clock) {}

    /** Which workspace the request means; saved, so that it can be shown, resumed or deleted from now on. */
    public Wish wish(UpRequest request) {
        return identities.of(request, Source.parse(request.source(), request.branch()));
    }

    /**
     * Brings the workspace up and returns it running, entered by SSH, with its lifecycle commands run. Those after
     * {@code waitFor} come after the event {@link dev.taowa.task.Event.Ready}.
     */
    public Workspace run(Wish wish, UpRequest request, Progress progress) {
        var phases = new Phases(progress, parts.clock());
        phases.run(Phase.ENGINE, PATIENCE, step -> {
            parts.driver().ready(step.progress());
            return wish;
        });
        var checkout = checkOut(wish, request, phases);
        var definition = define(wish, checkout, request, phases);
        var made = make(checkout, definition, request, phases);
        var plan = plan(wish, request, checkout, made, phases);
        initialize(plan, checkout, definition.definition().metadata().hooks(), phases);
        var workspace = start(wish, request, plan, phases);
        entry.enter(workspace, made.definition(), made.secrets(), phases);
        return workspace;
    }

    /**
     * Starts a stopped workspace as it was made, and runs the commands that are due after a boot.
     *
     * @param request the wish's own, from the session that asks now
     */
    public Workspace resume(Wish wish, UpRequest request, Progress progress) {
        var phases = new Phases(progress, parts.clock());
        phases.run(Phase.ENGINE, PATIENCE, step -> {
            parts.driver().ready(step.progress());
            return wish;
        });
        var checkout = checkOut(wish, request, phases);
        var choice = request.choice().settled(parts.templates()::get);
        var definition = parts.definitions().read(checkout, choice, request.client());
        var workspace =
                phases.run(Phase.WORKSPACE, PATIENCE, step -> parts.driver().start(wish.id(), step.progress()));
        var label = workspace.label(MetadataLabel.NAME);
        entry.enter(
                workspace,
                on(label, definition, checkout, _ -> {}),
                parts.secrets().find(wish.id()),
                phases);
        return workspace;
    }

    /** Step 1: the source's files on this machine. */
    private Checkout checkOut(Wish wish, UpRequest request, Phases phases) {
        var checkout = files(wish, request, phases);
        return request.choice().remoteTemplate().isPresent() ? checkout.distrusted() : checkout;
    }

    private Checkout files(Wish wish, UpRequest request, Phases phases) {
        return phases.run(Phase.SOURCE, PATIENCE, step -> switch (Source.parse(request.source(), request.branch())) {
            case Source.Folder folder -> {
                step.unchanged();
                yield new Checkout(folder, folder.path(), "");
            }
            case Source.Git git -> parts.checkouts().obtain(wish.id(), git, request.source(), request.client(), step);
        });
    }

    /** Step 2: what the workspace should be; checked against the host before anything is built. */
    private Defined define(Wish wish, Checkout checkout, UpRequest request, Phases phases) {
        return phases.run(Phase.DEFINITION, LIFECYCLE_PATIENCE, step -> {
            var choice = request.choice().settled(remote -> parts.templates().fetch(remote, request.client(), step));
            var definition = parts.definitions().read(checkout, choice, request.client());
            definition.warnings().forEach(step::warn);
            Requirements.check(
                    definition.metadata().hostRequirements(), parts.driver().capacity());
            request.outerCluster().ifPresent(parts.outer()::check);
            var secrets = new SecretQuestions(parts.secrets()).settle(wish, definition, request, step);
            var features = parts.features()
                    .resolve(checkout, definition, request.choice().frozenLockfile(), step);
            parts.lifecycle().initialize(definition.metadata().hooks(), checkout, step);
            return new Defined(definition, secrets, features);
        });
    }

    /** What step 2 leaves behind. */
    private record Defined(Definition definition, KeptSecrets secrets, List<ResolvedFeature> features) {}

    /** The machine's image, and the definition on top of what it says. */
    private record Built(Definition definition, MachineImage machine) {}

    /** What step 3 leaves behind: the definition is now on top of what its image and its Features say. */
    private record Made(Definition definition, KeptSecrets secrets, MachineImage machine, Optional<Mount.Shared> ide) {}

    /** Step 3: the image, and beside it the web IDE that all workspaces of the host share. */
    private Made make(Checkout checkout, Defined defined, UpRequest request, Phases phases) {
        var definition = defined.definition();
        var phase = definition.image() instanceof ImageSource.BuiltIn ? Phase.BASE_IMAGE : Phase.IMAGE;
        Callable<Built> machine = () -> phases.run(phase, PATIENCE, step -> {
            var told = new HashSet<String>();
            Consumer<String> warnings = text -> {
                if (told.add(text)) {
                    step.warn(text);
                }
            };
            var base =
                    parts.images().base(definition.image(), definition.folder().orElse(checkout.folder()), step);
            var onBase = on(base.metadata(), definition, checkout, warnings);
            Requirements.checkImage(
                    base.name(),
                    onBase.metadata().hostRequirements(),
                    parts.driver().capacity());
            var made = parts.images()
                    .machine(base, defined.features(), onBase.metadata().users(), step);
            var label = made.image().labels().getOrDefault(MetadataLabel.NAME, "");
            return new Built(on(label, definition, checkout, warnings), made);
        });
        Callable<Optional<Mount.Shared>> ide = () -> wantsWebIde(definition, request)
                ? Optional.of(phases.run(
                        Phase.WEB_IDE, PATIENCE, step -> parts.driver().obtainWebIde(step.progress())))
                : Optional.empty();
        var both = Fork.both(machine, ide);
        return new Made(
                both.first().definition(), defined.secrets(), both.first().machine(), both.second());
    }

    /** The definition on top of what an image's label says. */
    private Definition on(String label, Definition definition, Checkout checkout, Consumer<String> warnings) {
        return definition.on(parts.definitions().metadata(checkout, definition, label, warnings));
    }

    private static boolean wantsWebIde(Definition definition, UpRequest request) {
        return request.ide()
                .map("web"::equals)
                .orElse(definition.metadata().customizations().webIde().orElse(true));
    }

    /** What step 4 makes. */
    private WorkspacePlan plan(Wish wish, UpRequest request, Checkout checkout, Made made, Phases phases) {
        var planner = new Planner(made.definition(), checkout);
        var ingredients = new Ingredients(
                made.ide(),
                parts.mirror(),
                request.limits(),
                request.allowances(),
                request.outerCluster(),
                made.definition().metadata().environment().container(),
                made.secrets());
        var plan = plans.of(wish, planner, made.machine(), ingredients);
        planner.warnings().forEach(phases::warn);
        return plan;
    }

    /** What a stranger's definition runs before its workspace is there: beside it, never on the host itself. */
    private void initialize(WorkspacePlan plan, Checkout checkout, Hooks hooks, Phases phases) {
        if (checkout.isTrusted() || hooks.of(LifecycleStage.INITIALIZE).isEmpty()) {
            return;
        }
        phases.run(Phase.LIFECYCLE, LIFECYCLE_PATIENCE, step -> {
            var folder = plan.labels().getOrDefault(WorkspaceLabels.FOLDER, "/");
            Lifecycle.Place place =
                    (argv, lines) -> parts.driver().runAside(plan, argv, folder, lines, step.progress());
            parts.lifecycle().initialize(hooks, place, step);
            return plan;
        });
    }

    /** Step 4: the workspace, started to its plan; one that runs to it already is left alone. */
    private Workspace start(Wish wish, UpRequest request, WorkspacePlan plan, Phases phases) {
        return phases.run(Phase.WORKSPACE, PATIENCE, step -> {
            var before = parts.driver().find(wish.id());
            before.filter(found -> !OuterEntry.of(found).equals(request.outerCluster()))
                    .ifPresent(found -> parts.outer().forget(found, step::warn));
            if (request.recreate()) {
                parts.driver().remove(wish.id(), true, step.progress());
            } else if (before.filter(found -> runsTo(plan, found)).isPresent()) {
                step.unchanged();
                return before.get();
            } else if (before.filter(found -> !isOf(plan, found)).isPresent()) {
                step.warn("the definition changed: %s is made anew, its home, sources and engine data are kept"
                        .formatted(wish.name()));
            }
            return parts.driver().start(plan, step.progress());
        });
    }

    private static boolean runsTo(WorkspacePlan plan, Workspace found) {
        return found.state() instanceof WorkspaceState.Running && isOf(plan, found);
    }

    private static boolean isOf(WorkspacePlan plan, Workspace found) {
        return found.label(WorkspaceLabels.PLAN).equals(plan.hash());
    }
}
