package dev.taowa.detection;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the Java version in a pom.xml from somebody who may mean ill: no document types, no entities, and no more is kept
 * of it than short texts where a version may stand.
 */
final class MavenProject {

    private static final int DEEPEST = 100;
    private static final int MOST_TEXTS = 500;
    private static final int LONGEST_TEXT = 60;
    private static final String PROPERTIES = "project/properties/";
    private static final String COMPILER = "project/build/plugins/plugin/configuration/";

    private final Map<String, String> texts = new HashMap<>();

    private MavenProject() {}

    static Optional<String> javaVersion(String pom) {
        var project = new MavenProject();
        try {
            project.read(pom);
        } catch (XMLStreamException notXml) {
            return Optional.empty();
        }
        return project.find(COMPILER + "release")
                .or(() -> project.find(PROPERTIES + "maven.compiler.release"))
                .or(() -> project.find(PROPERTIES + "java.version"))
                .or(() -> project.find(COMPILER + "target"))
                .or(() -> project.find(PROPERTIES + "maven.compiler.target"))
                .or(() -> project.find(PROPERTIES + "maven.compiler.source"));
    }

    /** The text, one property that it may refer to put in. */
    private Optional<String> find(String path) {
        return Optional.ofNullable(texts.get(path))
                .map(text -> text.startsWith("${") && text.endsWith("}")
                        ? texts.getOrDefault(PROPERTIES + text.substring(2, text.length() - 1), "")
                        : text)
                .filter(text -> !text.isEmpty());
    }

    private void read(String pom) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        var reader = factory.createXMLStreamReader(new StringReader(pom));
        var path = new ArrayDeque<String>();
        while (reader.hasNext()) {
            read(reader, path);
        }
    }

    private void read(XMLStreamReader reader, Deque<String> path) throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.DTD -> throw new XMLStreamException("a pom.xml has no document type");
            case XMLStreamConstants.START_ELEMENT -> {
                if (path.size() >= DEEPEST) {
                    throw new XMLStreamException("nested too deep");
                }
                path.add(reader.getLocalName());
            }
            case XMLStreamConstants.END_ELEMENT -> path.removeLast();
            case XMLStreamConstants.CHARACTERS -> keep(path, reader.getText().strip());
            default -> {
                // Comments and the like.
            }
        }
    }

    private void keep(Deque<String> path, String text) {
        if (text.isEmpty() || text.length() > LONGEST_TEXT || texts.size() >= MOST_TEXTS) {
            return;
        }
        var place = String.join("/", path);
        if (place.startsWith(PROPERTIES) || place.equals(COMPILER + "release") || place.equals(COMPILER + "target")) {
            texts.putIfAbsent(place, text);
        }
    }
}
