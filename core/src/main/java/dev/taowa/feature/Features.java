package dev.taowa.feature;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Fork;
import dev.taowa.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Turns "features" of a devcontainer.json into fetched Features in the order of their installation. */
public final class Features {

    /** How many there may be, with those that they depend on. */
    static final int MOST = 200;

    private static final int PARALLEL = 8;

    private final FeatureRegistry registry;
    private final FeatureCache cache;

    /** @param cache a folder of this user's, made if missing; processes may share it */
    public Features(FeatureRegistry registry, Path cache) {
        this.registry = registry;
        this.cache = new FeatureCache(cache);
    }

    /** Where the lock of a definition is: beside it. */
    public static Path lockFile(Path definition) {
        return FeatureLock.file(definition);
    }

    /** What one devcontainer.json says. */
    public record Wanted(List<FeatureRequest> features, List<String> overrideOrder) {
        public Wanted {
            features = List.copyOf(features);
            overrideOrder = List.copyOf(overrideOrder);
        }

        /** Whether the Feature of this very id is among them. */
        public boolean asksFor(String id) {
            return features.stream().anyMatch(request -> request.id().equals(id));
        }
    }

    /**
     * Fetches what is wanted and what that depends on.
     *
     * @param definition the devcontainer.json, relative to the tree
     * @param frozen whether the lock beside it must be there and stay as it is
     */
    public ResolvedFeatures resolve(
            SourceTree tree, Path definition, Wanted wanted, boolean frozen, Progress progress) {
        var lock = FeatureLock.find(tree, definition);
        var resolution = new Resolution(
                new FeatureReferences(tree, definition),
                new Fetcher(registry, cache, tree, progress),
                lock,
                frozen,
                FeatureLock.file(definition).toString());
        return resolution.resolve(wanted);
    }

    /** One run; what is learnt on the way stays in it. */
    private static final class Resolution {

        private final FeatureReferences references;
        private final Fetcher fetcher;
        private final Optional<FeatureLock> lock;
        private final boolean frozen;
        private final String lockFile;
        private final Set<String> warnings = new LinkedHashSet<>();
        private final Map<String, FetchedFeature> fetched = new HashMap<>();
        private final List<FeatureNode> nodes = new ArrayList<>();

        Resolution(
                FeatureReferences references,
                Fetcher fetcher,
                Optional<FeatureLock> lock,
                boolean frozen,
                String lockFile) {
            this.references = references;
            this.fetcher = fetcher;
            this.lock = lock;
            this.frozen = frozen;
            this.lockFile = lockFile;
        }

        ResolvedFeatures resolve(Wanted wanted) {
            collect(LegacyIds.merge(wanted.features(), warnings::add).stream()
                    .filter(Resolution::isWanted)
                    .toList());
            var ordered = InstallOrder.of(nodes, names(wanted.overrideOrder(), "overrideFeatureInstallOrder"));
            var newLock = newLock(ordered);
            var resolved = ordered.stream().map(this::resolved).toList();
            return new ResolvedFeatures(resolved, newLock, List.copyOf(warnings));
        }

        /** False says that it is not wanted. */
        private static boolean isWanted(FeatureRequest request) {
            return !request.options().isBoolean() || request.options().booleanValue();
        }

        /** A request with the node that stands for it, or would if none was the same. */
        private record Edge(FeatureRequest request, List<FeatureNode> dependencies) {}

        /** Level by level, so that what stands beside each other is fetched at once. */
        private void collect(List<FeatureRequest> roots) {
            var level = roots.stream()
                    .map(root -> new Edge(root, new ArrayList<>()))
                    .toList();
            while (!level.isEmpty()) {
                // What a Feature depends on is not for the person to write otherwise.
                Consumer<String> advice = nodes.isEmpty() ? warnings::add : _ -> {};
                fetch(level.stream().map(edge -> edge.request().id()).distinct().toList(), advice);
                var next = new ArrayList<Edge>();
                for (var edge : level) {
                    next.addAll(add(edge));
                }
                level = next;
            }
        }

        private void fetch(List<String> ids, Consumer<String> advice) {
            var work = new ArrayList<Callable<FetchedFeature>>();
            var names = new ArrayList<String>();
            for (var id : ids) {
                if (fetched.containsKey(id)) {
                    continue;
                }
                var reference = references.parse(id, advice);
                var locked = lock.flatMap(entries -> entries.find(id, reference));
                if (frozen && lock.isEmpty() && FeatureLock.isLocked(reference)) {
                    throw outdated("does not exist");
                }
                names.add(id);
                work.add(() -> fetcher.fetch(id, reference, locked));
            }
            if (fetched.size() + work.size() > MOST) {
                throw new ProblemException(FeatureProblems.tooMany(MOST));
            }
            for (var from = 0; from < work.size(); from += PARALLEL) {
                var some = Fork.all(work.subList(from, Math.min(from + PARALLEL, work.size())));
                for (var at = 0; at < some.size(); at++) {
                    fetched.put(names.get(from + at), some.get(at));
                }
            }
        }

        /** Takes the request in unless the same Feature with the same options is there; gives what it depends on. */
        private List<Edge> add(Edge edge) {
            var id = edge.request().id();
            var feature = Objects.requireNonNull(fetched.get(id));
            var node = new FeatureNode(id, feature, WrittenOptions.of(edge.request()));
            for (var other : nodes) {
                if (other.isSameAs(node)) {
                    edge.dependencies().add(other);
                    return List.of();
                }
            }
            nodes.add(node);
            edge.dependencies().add(node);
            if (nodes.size() > MOST) {
                throw new ProblemException(FeatureProblems.tooMany(MOST));
            }
            node.predecessors().addAll(names(feature.manifest().installsAfter(), "installsAfter of " + id));
            return feature.manifest().dependsOn().stream()
                    .map(dependency -> new Edge(dependency, node.dependencies()))
                    .toList();
        }

        /** What the ids name; one that names nothing orders nothing. */
        private List<FeatureReference> names(List<String> ids, String where) {
            var found = new ArrayList<FeatureReference>();
            for (var id : ids) {
                try {
                    found.add(references.parse(id, _ -> {}));
                } catch (ProblemException e) {
                    warnings.add("%s has no effect for \"%s\": %s"
                            .formatted(
                                    FeatureProblems.shown(where),
                                    FeatureProblems.shown(id),
                                    e.problem().what()));
                }
            }
            return found;
        }

        private Optional<String> newLock(List<FeatureNode> ordered) {
            var entries = FeatureLock.entries(ordered);
            var difference = lock.isEmpty()
                    ? Optional.of("does not exist").filter(_ -> !entries.isEmpty())
                    : lock.get().difference(entries);
            if (difference.isEmpty()) {
                return Optional.empty();
            }
            if (frozen) {
                throw outdated(difference.get());
            }
            return Optional.of(FeatureLock.text(entries));
        }

        private ProblemException outdated(String why) {
            return new ProblemException(FeatureProblems.lockOutdated(lockFile, why));
        }

        private ResolvedFeature resolved(FeatureNode node) {
            var feature = node.feature();
            warnOfAge(node.id(), feature.manifest());
            return new ResolvedFeature(
                    node.id(),
                    feature.reference(),
                    feature.pinned(),
                    feature.manifest(),
                    OptionValues.of(node.id(), node.options(), feature.manifest(), warnings::add),
                    feature.folder());
        }

        private void warnOfAge(String id, FeatureManifest manifest) {
            if (manifest.deprecated()) {
                warnings.add("the Feature \"%s\" is deprecated by those who publish it"
                        .formatted(FeatureProblems.shown(id)));
            }
            manifest.currentId()
                    .filter(current -> !current.equals(manifest.id()))
                    .ifPresent(current -> warnings.add("the Feature \"%s\" is called \"%s\" by now"
                            .formatted(FeatureProblems.shown(id), FeatureProblems.shown(current))));
        }
    }
}
