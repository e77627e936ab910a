package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.JsonText;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstallOrderTest {

    /** A Feature and what its options come to. */
    private record Step(String id, Map<String, String> options) {}

    static Stream<String> cases() throws IOException, URISyntaxException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(InstallOrderTest.class.getResource("/feature-orders").toURI());
    }

    /** Graphs of local Features, with the order that the reference implementation (0.89.0) gave; null for a cycle. */
    @ParameterizedTest
    @MethodSource("cases")
    void orderIsThatOfTheReferenceImplementation(String name, @TempDir Path temporary) throws Exception {
        var given = JsonText.parse(name, Files.readString(folder().resolve(name)));
        var source = new FeatureSource(temporary);
        given.get("folders")
                .properties()
                .forEach(local -> source.local(local.getKey(), local.getValue().toString()));
        var definition = (ObjectNode) given.get("definition");

        if (given.get("expected").isNull()) {
            assertThatThrownBy(() -> source.resolve(definition))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("wait for each other");
            return;
        }
        var resolved = source.resolve(definition).ordered();
        var expected = new ArrayList<Step>();
        for (var step : given.get("expected")) {
            var request = new FeatureRequest(step.get("id").asText(), step.get("options"));
            var manifest = resolved.stream()
                    .filter(each -> each.id().equals(request.id()))
                    .findFirst()
                    .orElseThrow()
                    .manifest();
            expected.add(new Step(
                    request.id(), OptionValues.of(request.id(), WrittenOptions.of(request), manifest, _ -> {})));
        }
        assertThat(resolved)
                .extracting(each -> new Step(each.id(), each.options()))
                .containsExactlyElementsOf(expected);
    }

    @Property
    void anyGraphWithoutCycleGivesOneValidOrder(@ForAll @IntRange(min = 1, max = 25) int size, @ForAll long seed) {
        var random = new Random(seed);
        var nodes = graph(size, random);
        var override = IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> nodes.get(random.nextInt(size)).feature().reference())
                .toList();

        var ordered = InstallOrder.of(nodes, override);

        assertThat(ordered).containsExactlyInAnyOrderElementsOf(nodes);
        for (var node : ordered) {
            var before = ordered.subList(0, ordered.indexOf(node));
            assertThat(before).containsAll(node.dependencies());
            for (var name : node.predecessors()) {
                assertThat(before).anyMatch(other -> other.isNamedBy(name));
            }
        }
        var shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, random);
        assertThat(InstallOrder.of(shuffled, override)).isEqualTo(ordered);
    }

    @Property
    void anyGraphIsOrderedOrItsCycleIsNamed(@ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
        var random = new Random(seed);
        var nodes = graph(size, random);
        for (var extra = 0; extra < 2; extra++) {
            nodes.get(random.nextInt(size)).dependencies().add(nodes.get(random.nextInt(size)));
        }
        try {
            assertThat(InstallOrder.of(nodes, List.of())).hasSize(size);
        } catch (ProblemException cycle) {
            var words = cycle.problem().what().replaceFirst(".*other: ", "").split(" (depends on|installs after) ");
            assertThat(words).hasSizeGreaterThan(1);
            assertThat(words[0]).isEqualTo(words[words.length - 1]);
        }
    }

    /** Edges lead only from later to earlier numbers; names are in an order of their own. */
    private static List<FeatureNode> graph(int size, Random random) {
        var names = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(names, random);
        var nodes = new ArrayList<FeatureNode>();
        for (var at = 0; at < size; at++) {
            var node = node("f" + names.get(at));
            for (var earlier : nodes) {
                var kind = random.nextInt(8);
                if (kind == 0) {
                    node.dependencies().add(earlier);
                } else if (kind == 1) {
                    node.predecessors().add(earlier.feature().reference());
                }
            }
            nodes.add(node);
        }
        return nodes;
    }

    private static FeatureNode node(String name) {
        var reference = new FeatureReference.Local(Path.of(name));
        return new FeatureNode(
                "./" + name,
                new FetchedFeature(reference, name, FeatureManifest.ours(name), Optional.empty()),
                WrittenOptions.of(new FeatureRequest(name, FeatureSource.json("{}"))));
    }
}
