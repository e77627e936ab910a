package dev.taowa.feature;

import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The standard's order of installation: rounds of all Features whose predecessors are installed, of which only those
 * of the highest priority go on, sorted so that the same input always gives the same order.
 */
final class InstallOrder {

    private final Map<FeatureNode, Integer> priorities;
    private final Map<FeatureNode, List<List<FeatureNode>>> followed;

    private InstallOrder(List<FeatureNode> nodes, List<FeatureReference> override) {
        this.priorities =
                nodes.stream().collect(Collectors.toMap(Function.identity(), node -> priority(node, override)));
        this.followed = nodes.stream().collect(Collectors.toMap(Function.identity(), node -> followed(node, nodes)));
    }

    /**
     * Sorts the nodes, of which no two are the same.
     *
     * @param override "overrideFeatureInstallOrder"
     */
    static List<FeatureNode> of(List<FeatureNode> nodes, List<FeatureReference> override) {
        return new InstallOrder(nodes, override).sort(nodes);
    }

    private List<FeatureNode> sort(List<FeatureNode> nodes) {
        var waiting = new ArrayList<>(nodes);
        var installed = new LinkedHashSet<FeatureNode>();
        while (!waiting.isEmpty()) {
            var ready =
                    waiting.stream().filter(node -> isReady(node, installed)).toList();
            if (ready.isEmpty()) {
                throw new ProblemException(FeatureProblems.cycle(cycle(waiting, installed)));
            }
            var highest = ready.stream().mapToInt(this::priority).max().orElseThrow();
            var round = ready.stream()
                    .filter(node -> priority(node) == highest)
                    .sorted()
                    .toList();
            waiting.removeAll(round);
            installed.addAll(round);
        }
        return List.copyOf(installed);
    }

    private static int priority(FeatureNode node, List<FeatureReference> override) {
        for (var at = 0; at < override.size(); at++) {
            if (node.isNamedBy(override.get(at))) {
                return override.size() - at;
            }
        }
        return 0;
    }

    private int priority(FeatureNode node) {
        return priorities.getOrDefault(node, 0);
    }

    /** For each predecessor that is installed at all, its versions: any of them will do. */
    private static List<List<FeatureNode>> followed(FeatureNode node, List<FeatureNode> nodes) {
        return node.predecessors().stream()
                .map(name ->
                        nodes.stream().filter(other -> other.isNamedBy(name)).toList())
                .filter(versions -> !versions.isEmpty())
                .distinct()
                .toList();
    }

    private boolean isReady(FeatureNode node, Set<FeatureNode> installed) {
        return installed.containsAll(node.dependencies())
                && followed.getOrDefault(node, List.of()).stream()
                        .noneMatch(versions -> Collections.disjoint(versions, installed));
    }

    /** The words of one cycle among those that wait: each of them waits for another one. */
    private List<String> cycle(List<FeatureNode> waiting, Set<FeatureNode> installed) {
        var seen = new HashSet<FeatureNode>();
        var path = new ArrayList<FeatureNode>();
        var node = waiting.getFirst();
        while (seen.add(node)) {
            path.add(node);
            node = awaited(node, installed);
        }
        var words = new ArrayList<String>();
        for (var each : path.subList(path.indexOf(node), path.size())) {
            var next = awaited(each, installed);
            words.add("\"%s\"".formatted(FeatureProblems.shown(each.id())));
            words.add(each.dependencies().contains(next) ? "depends on" : "installs after");
        }
        words.add("\"%s\"".formatted(FeatureProblems.shown(node.id())));
        return words;
    }

    private FeatureNode awaited(FeatureNode node, Set<FeatureNode> installed) {
        for (var dependency : node.dependencies()) {
            if (!installed.contains(dependency)) {
                return dependency;
            }
        }
        return followed.getOrDefault(node, List.of()).stream()
                .filter(versions -> Collections.disjoint(versions, installed))
                .findFirst()
                .orElseThrow()
                .getFirst();
    }
}
