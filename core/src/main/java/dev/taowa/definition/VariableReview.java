package dev.taowa.definition;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.NearMiss;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells of variables in a definition that nothing is put in for. */
final class VariableReview {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z]{1,60})(?::([^:}]{0,200}))?(:[^}]*)?}");
    private static final Set<String> LOCAL = Set.of("localEnv", "env");
    private static final String CONTAINER = "containerEnv";

    /** By the names of properties, as the standard has it. */
    private static final String KNOWS_CONTAINER = "remoteEnv";

    private static final List<String> NAMED = List.of("localEnv", "env", CONTAINER);
    private static final List<String> UNNAMED = List.of(
            "localWorkspaceFolder",
            "localWorkspaceFolderBasename",
            "containerWorkspaceFolder",
            "containerWorkspaceFolderBasename",
            "devcontainerId");

    private final Map<String, String> client;

    private VariableReview(Map<String, String> client) {
        this.client = client;
    }

    /**
     * Notes what is found in the whole file.
     *
     * @param client variables of the person's session
     */
    static void warn(Property root, Map<String, String> client) {
        var review = new VariableReview(client);
        root.members((name, property) -> review.walk(name, property));
    }

    private void walk(String top, Property property) {
        if (property.node().isObject()) {
            property.members((_, each) -> walk(top, each));
        } else if (property.node().isArray()) {
            property.elements(each -> walk(top, each));
        } else if (property.node().isTextual()) {
            text(top, property);
        }
    }

    private void text(String top, Property property) {
        var unset = new ArrayList<String>();
        var isSet = false;
        var matcher = VARIABLE.matcher(property.node().textValue());
        while (matcher.find()) {
            var kind = matcher.group(1);
            var name = matcher.group(2);
            if (LOCAL.contains(kind) && name != null) {
                var found = client.containsKey(name) || matcher.group(3) != null;
                isSet |= found;
                if (!found) {
                    unset.add(name);
                }
            } else if (kind.equals(CONTAINER) && !top.equals(KNOWS_CONTAINER)) {
                property.warn("has ${containerEnv:…}, which is put into \"%s\" alone".formatted(KNOWS_CONTAINER));
            } else {
                unknown(property, kind, name == null ? UNNAMED : NAMED);
            }
        }
        // Of several, such as ${localEnv:HOME}${localEnv:USERPROFILE}, one is meant to be set.
        if (!isSet) {
            unset.forEach(name -> property.warn("has ${localEnv:%1$s}, which your session does not set: it is empty,"
                            .formatted(DocumentProblems.printable(name))
                    + " unless a default is written, as in ${localEnv:NAME:DEFAULT}"));
        }
    }

    /** A shell's own variables are no business of ours. */
    private static void unknown(Property property, String kind, List<String> known) {
        var hint = NearMiss.hint(kind, known);
        if (!known.contains(kind) && !hint.isEmpty()) {
            property.warn("has ${%s}, which is no variable and stays as it is%s".formatted(kind, hint));
        }
    }
}
