package dev.taowa.smartide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Locator;
import dev.taowa.document.Property;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the Compose or Kubernetes files say of the workspace.
 *
 * @param properties those of devcontainer.json that they come to
 * @param files as {@link Translation#files}
 * @param origin as {@link Translation#origin}
 */
record Machine(ObjectNode properties, List<Published> ports, Map<String, ObjectNode> files, Locator origin) {

    /** Images of SmartIDE's own making, plain and {@code -vmlc}: their user is always the same. */
    private static final Pattern OFFICIAL = Pattern.compile("(?:[^/]{1,200}/){0,8}smartide/smartide-[^/]{1,300}");

    private static final String OFFICIAL_USER = "smartide";

    Machine {
        ports = List.copyOf(ports);
        files = Map.copyOf(files);
    }

    /** One that is not described rightly. */
    static Machine unknown() {
        return new Machine(JsonNodeFactory.instance.objectNode(), List.of(), Map.of(), Locator.NONE);
    }

    /** Sets the user of an image of SmartIDE's own. */
    static boolean nameUser(ObjectNode properties, String image) {
        if (!OFFICIAL.matcher(image).matches()) {
            return false;
        }
        properties.put("remoteUser", OFFICIAL_USER);
        return true;
    }

    /** Whether the variable sets up the user of such an image: here that is done without. */
    static boolean setsUpUser(String variable, Property property) {
        if (variable.equals("LOCAL_USER_PASSWORD")) {
            property.warn("holds LOCAL_USER_PASSWORD, which has no effect: nobody has a password in a workspace");
            return true;
        }
        return variable.equals("LOCAL_USER_UID") || variable.equals("LOCAL_USER_GID");
    }

    static void mount(ObjectNode properties, String type, String source, String target, String option) {
        var text = "type=%s%s,target=%s%s".formatted(type, source.isEmpty() ? "" : ",source=" + source, target, option);
        properties.withArray("mounts").add(text);
    }

    /** Whether a boot of systemd is all that the command does, as every workspace does anyway. */
    static boolean boots(JsonNode command) {
        var only = command.isArray() && command.size() == 1 ? command.get(0) : command;
        return only.asText().matches("(?:/usr)?/sbin/init|/lib/systemd/systemd");
    }
}
