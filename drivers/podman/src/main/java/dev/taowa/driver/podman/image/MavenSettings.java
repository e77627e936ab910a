package dev.taowa.driver.podman.image;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Carries the mirrors and proxies of Maven's settings; those that need a password are named, not taken. */
final class MavenSettings {

    private static final List<String> MIRROR = List.of("id", "name", "url", "mirrorOf", "blocked");
    private static final List<String> PROXY = List.of("id", "active", "protocol", "host", "port", "nonProxyHosts");

    private MavenSettings() {}

    /** A settings.xml of mirrors and proxies; empty when there are none to carry. */
    static Optional<String> carry(String xml, List<String> leftOut) {
        Element settings;
        try {
            settings = parse(xml);
        } catch (SAXException | java.io.IOException | ParserConfigurationException e) {
            leftOut.add("Maven's settings.xml is not carried into workspaces: it cannot be read");
            return Optional.empty();
        }
        var withSecrets = new HashSet<String>();
        for (var server : children(settings, "servers", "server")) {
            withSecrets.add(text(server, "id"));
        }
        var mirrors = new StringBuilder();
        for (var mirror : children(settings, "mirrors", "mirror")) {
            var id = text(mirror, "id");
            if (withSecrets.contains(id)) {
                leftOut.add("Maven's mirror \"%s\" is not carried into workspaces: it needs a password".formatted(id));
            } else if (NetworkSettings.mayCarry(
                    "Maven's mirror \"%s\"".formatted(id), text(mirror, "url"), false, leftOut)) {
                write(mirrors, "mirror", mirror, MIRROR);
            }
        }
        var proxies = new StringBuilder();
        for (var proxy : children(settings, "proxies", "proxy")) {
            var what = "Maven's proxy \"%s\"".formatted(text(proxy, "id"));
            if (!text(proxy, "password").isEmpty() || !text(proxy, "username").isEmpty()) {
                leftOut.add(what + " is not carried into workspaces: it needs a password");
            } else if (NetworkSettings.mayCarry(what, text(proxy, "host"), false, leftOut)) {
                write(proxies, "proxy", proxy, PROXY);
            }
        }
        if (mirrors.isEmpty() && proxies.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("<settings>\n<mirrors>\n%s</mirrors>\n<proxies>\n%s</proxies>\n</settings>\n"
                .formatted(mirrors, proxies));
    }

    private static Element parse(String xml) throws SAXException, java.io.IOException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static List<Element> children(Element parent, String list, String name) {
        var found = new ArrayList<Element>();
        for (var each : elements(parent, list)) {
            found.addAll(elements(each, name));
        }
        return found;
    }

    private static List<Element> elements(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        var found = elements(parent, name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }

    private static void write(StringBuilder out, String name, Element element, List<String> fields) {
        out.append('<').append(name).append('>');
        for (var field : fields) {
            var text = text(element, field);
            if (!text.isEmpty()) {
                out.append("<%s>%s</%s>".formatted(field, escape(text), field));
            }
        }
        out.append("</").append(name).append(">\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
