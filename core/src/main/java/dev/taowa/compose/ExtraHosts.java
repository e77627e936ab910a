package dev.taowa.compose;

import dev.taowa.document.Property;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads the names that the chosen service adds to those that it can look up (Compose, "extra_hosts").
 *
 * <p>{@code host-gateway} stands for the machine whose engine runs the project. Here that is the workspace itself, so
 * what the others publish, and what listens in the workspace, is found there, as they find it from their side.
 */
final class ExtraHosts {

    static final String ATTRIBUTE = "extra_hosts";
    private static final String GATEWAY = "host-gateway";
    private static final String LOOPBACK = "127.0.0.1";
    /** In full: the short forms that Java takes as well ("10.1") are no addresses to an engine. */
    private static final String ADDRESS = "[0-9]+(?:\\.[0-9]+){3}|[^%]*:[^%]*";

    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]{0,252}";

    private ExtraHosts() {}

    /**
     * Lines of an address and a name in double quotes, as they are said.
     *
     * @param service whose names and addresses stand as NAME=ADDRESS
     */
    static Set<String> read(Property service) {
        var lines = new LinkedHashSet<String>();
        service.find(ATTRIBUTE)
                .ifPresent(all -> all.elements(each -> {
                    var parts = each.node().asText().split("=", 2);
                    if (!parts[0].matches(NAME)) {
                        each.mistake("must begin with a name of letters, digits, \"-\", \"_\" and \".\"");
                    } else if (parts[0].equals("localhost")) {
                        each.mistake("must not be called localhost, which is the workspace's own");
                    } else if (parts[1].equals(GATEWAY)) {
                        each.warn(
                                "is the workspace itself, whose Docker runs the project: give its address if you mean another"
                                        + " machine");
                        lines.add(line(LOOPBACK, parts[0]));
                    } else {
                        address(each, parts[1].replaceFirst("^\\[(.*)]$", "$1"), parts[0], lines);
                    }
                }));
        return lines;
    }

    private static void address(Property each, String address, String name, Set<String> lines) {
        try {
            if (!address.matches(ADDRESS)) {
                throw new IllegalArgumentException(address);
            }
            lines.add(line(InetAddress.ofLiteral(address).getHostAddress(), name));
        } catch (IllegalArgumentException e) {
            each.mistake("must end with an IP address, or with " + GATEWAY);
        }
    }

    private static String line(String address, String name) {
        return address + " \"" + name + "\"";
    }
}
