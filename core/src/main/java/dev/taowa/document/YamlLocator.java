package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks places up in one composed YAML document, when they are asked for. For one thread. */
final class YamlLocator implements Locator {

    private final String file;
    private final Node root;
    private final IdentityHashMap<MappingNode, Map<String, NodeTuple>> members = new IdentityHashMap<>();

    YamlLocator(String file, Node root) {
        this.file = file;
        this.root = root;
    }

    @Override
    public Optional<Spot> find(JsonPointer at) {
        var node = root;
        var mark = root.getStartMark();
        for (var rest = at; !rest.matches(); rest = rest.tail()) {
            var name = rest.getMatchingProperty();
            if (node instanceof MappingNode mapping) {
                var member = member(mapping, name);
                if (member == null) {
                    return Optional.empty();
                }
                node = member.getValueNode();
                mark = member.getKeyNode().getStartMark();
            } else if (node instanceof SequenceNode sequence
                    && rest.getMatchingIndex() >= 0
                    && rest.getMatchingIndex() < sequence.getValue().size()) {
                node = sequence.getValue().get(rest.getMatchingIndex());
                mark = node.getStartMark();
            } else {
                return Optional.empty();
            }
        }
        return mark.map(this::spot);
    }

    private @Nullable NodeTuple member(MappingNode mapping, String name) {
        return members.computeIfAbsent(mapping, YamlLocator::byName).get(name);
    }

    private static Map<String, NodeTuple> byName(MappingNode mapping) {
        var byName = new HashMap<String, NodeTuple>();
        for (var member : mapping.getValue()) {
            if (member.getKeyNode() instanceof ScalarNode key) {
                byName.put(key.getValue(), member);
            }
        }
        return byName;
    }

    private Spot spot(Mark mark) {
        return new Spot(file, new JsonPlaces.Place(mark.getLine() + 1, mark.getColumn() + 1));
    }
}
