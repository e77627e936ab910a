package dev.taowa.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.JsonText;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.document.Substitution;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The devcontainer-lock.json beside a devcontainer.json: which bytes each published Feature was when it was first used. */
final class FeatureLock {

    private static final String NAME = "devcontainer-lock.json";

    private final Path file;
    private final Map<String, LockEntry> entries;

    private FeatureLock(Path file, Map<String, LockEntry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** The lock's path for a definition's. */
    static Path file(Path definition) {
        var hidden = String.valueOf(definition.getFileName()).startsWith(".");
        return definition.resolveSibling(hidden ? "." + NAME : NAME);
    }

    /** The lock of this definition, if it has one; an empty file is none. */
    static Optional<FeatureLock> find(SourceTree tree, Path definition) {
        var file = file(definition);
        return tree.findText(file).filter(text -> !text.isBlank()).map(text -> parse(file, text));
    }

    static FeatureLock parse(Path file, String text) {
        var root = Property.root(JsonText.parse(file.toString(), text), new Property.Reading(Substitution.NONE));
        var entries = new HashMap<String, LockEntry>();
        root.find("features")
                .ifPresent(all -> all.members((id, entry) -> entry(entry).ifPresent(read -> {
                    entries.put(id, read);
                })));
        var mistakes = root.reading().mistakes();
        if (!mistakes.isEmpty()) {
            throw new ProblemException(FeatureProblems.notALock(
                    file.toString(), mistakes.getFirst().text()));
        }
        return new FeatureLock(file, entries);
    }

    private static Optional<LockEntry> entry(Property entry) {
        if (!entry.node().isObject()) {
            entry.mistake("must be an object");
            return Optional.empty();
        }
        var integrity = entry.find("integrity").flatMap(Property::raw).flatMap(Digest::parse);
        if (integrity.isEmpty()) {
            entry.mistake("has no \"integrity\" of sha256: and 64 digits");
            return Optional.empty();
        }
        return Optional.of(new LockEntry(
                entry.find("version").flatMap(Property::raw),
                entry.find("resolved").flatMap(Property::raw).orElse(""),
                integrity.get(),
                entry.find("dependsOn").map(Property::texts).orElse(List.of())));
    }

    /** The locked digest of what the id means; an entry for something else is a problem. */
    Optional<Digest> find(String id, FeatureReference reference) {
        var entry = entries.getOrDefault(id, entries.get(id.toLowerCase(Locale.ROOT)));
        if (entry == null) {
            return Optional.empty();
        }
        var expected = resolved(reference, entry.integrity());
        if (!entry.resolved().equalsIgnoreCase(expected)) {
            throw new ProblemException(FeatureProblems.notALock(
                    file.toString(),
                    "\"%s\" is resolved to \"%s\", not to %s".formatted(id, entry.resolved(), expected)));
        }
        return Optional.of(entry.integrity());
    }

    private static String resolved(FeatureReference reference, Digest digest) {
        return reference instanceof FeatureReference.Registry registry
                ? registry.resource() + "@" + digest
                : reference.toString();
    }

    /** How this lock is not what it should be, as words that go on after its name; empty when it is. */
    Optional<String> difference(Map<String, LockEntry> wanted) {
        var ids = new TreeSet<String>(Collation.ROOT);
        ids.addAll(entries.keySet());
        ids.addAll(wanted.keySet());
        for (var id : ids) {
            var shown = FeatureProblems.shown(id);
            if (!entries.containsKey(id)) {
                return Optional.of("lacks \"%s\"".formatted(shown));
            }
            if (!wanted.containsKey(id)) {
                return Optional.of("has \"%s\", which nothing asks for".formatted(shown));
            }
            if (!Objects.equals(entries.get(id), wanted.get(id))) {
                return Optional.of("says other of \"%s\" than that Feature itself".formatted(shown));
            }
        }
        return Optional.empty();
    }

    /** What to lock of these Features: those of registries and tarballs. */
    static Map<String, LockEntry> entries(List<FeatureNode> nodes) {
        var found = new HashMap<String, LockEntry>();
        for (var node : nodes) {
            var feature = node.feature();
            if (isLocked(feature.reference())) {
                var digest = Digest.parse(feature.content()).orElseThrow();
                found.put(
                        node.id(),
                        new LockEntry(
                                feature.manifest().version(),
                                resolved(feature.reference(), digest),
                                digest,
                                feature.manifest().dependsOn().stream()
                                        .map(FeatureRequest::id)
                                        .toList()));
            }
        }
        return found;
    }

    static boolean isLocked(FeatureReference reference) {
        return reference instanceof FeatureReference.Registry || reference instanceof FeatureReference.Tarball;
    }

    /** The file's text, as the reference implementation writes it. */
    static String text(Map<String, LockEntry> entries) {
        var features = JsonNodeFactory.instance.objectNode();
        var sorted = new TreeMap<String, LockEntry>(Collation.ROOT);
        sorted.putAll(entries);
        sorted.forEach((id, entry) -> features.set(id, json(entry)));
        var root = JsonNodeFactory.instance.objectNode();
        root.set("features", features);
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode json(LockEntry entry) {
        var json = JsonNodeFactory.instance.objectNode();
        entry.version().ifPresent(version -> json.put("version", version));
        json.put("resolved", entry.resolved())
                .put("integrity", entry.integrity().toString());
        if (!entry.dependsOn().isEmpty()) {
            var ids = json.putArray("dependsOn");
            entry.dependsOn().forEach(ids::add);
        }
        return json;
    }
}
