package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 (core schema) from somebody who may mean ill, as the same tree that JSON comes to: anchors are put in where
 * they are used, and {@code <<} merges as in YAML 1.1, within bounds.
 */
public final class YamlText {

    private static final String FIX = "correct the YAML there";

    /**
     * One document of a file.
     *
     * @param tags local tags such as {@code !reset}, by the place of the value that they stand before
     * @param locator where its values stand; for one thread
     */
    public record Document(ObjectNode tree, Map<JsonPointer, String> tags, Locator locator) {
        public Document {
            tags = Map.copyOf(tags);
        }
    }

    private YamlText() {}

    /**
     * The mapping that the file holds; an empty file is an empty one.
     *
     * @param file shown in problems
     */
    public static ObjectNode parse(String file, String text) {
        return document(file, text).tree();
    }

    /** As {@link #parse}, with what else is known of it. */
    public static Document document(String file, String text) {
        var documents = documents(file, text);
        if (documents.size() > 1) {
            throw new ProblemException(DocumentProblems.invalid(
                    file, List.of("holds more than one YAML document, of which one is taken")));
        }
        return documents.isEmpty() ? new Document(YamlTree.empty(), Map.of(), Locator.NONE) : documents.getFirst();
    }

    /** Those of a file of several, empty ones left out. */
    public static List<Document> documents(String file, String text) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(200)
                .setCodePointLimit(SourceTree.MAX_BYTES)
                .build();
        try {
            checkDepth(file, new Parse(settings).parseString(text));
            var documents = new ArrayList<Document>();
            for (Node node : new Compose(settings).composeAllFromString(text)) {
                var tree = new YamlTree(file);
                tree.document(node)
                        .ifPresent(mapping ->
                                documents.add(new Document(mapping, tree.tags(), new YamlLocator(file, node))));
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark();
            throw new ProblemException(
                    DocumentProblems.malformed(
                            file,
                            mark.map(place -> place.getLine() + 1).orElse(1),
                            mark.map(place -> place.getColumn() + 1).orElse(1),
                            e.getProblem(),
                            FIX),
                    e);
        } catch (YamlEngineException e) {
            throw new ProblemException(DocumentProblems.malformed(file, 1, 1, firstLine(e), FIX), e);
        }
    }

    /** The composer calls itself for each level, the parser of events does not. */
    private static void checkDepth(String file, Iterable<Event> events) {
        var depth = 0;
        for (var event : events) {
            if (event instanceof CollectionStartEvent && ++depth > YamlTree.MAX_DEPTH) {
                throw refused(file, event.getStartMark(), "nested deeper than %d levels".formatted(YamlTree.MAX_DEPTH));
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    static ProblemException refused(String file, Optional<Mark> mark, String why) {
        return new ProblemException(DocumentProblems.malformed(
                file,
                mark.map(place -> place.getLine() + 1).orElse(1),
                mark.map(place -> place.getColumn() + 1).orElse(1),
                why,
                FIX));
    }

    private static String firstLine(YamlEngineException e) {
        var message = e.getMessage();
        return message == null ? "not YAML" : message.lines().findFirst().orElse("not YAML");
    }
}
