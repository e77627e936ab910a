package dev.taowa.proxy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Host header names: a port of a workspace, by {@code PORT--NAME.DOMAIN} or {@code ide--NAME.DOMAIN}, or a host of
 * the Ingresses of its cluster, by {@code HOST--NAME.DOMAIN}, or {@code ingress--NAME.DOMAIN} where they name none.
 *
 * @param port 0 for an Ingress
 * @param ingress the host; empty where the Ingress names none
 */
record ProxiedHost(String workspace, int port, Optional<String> ingress) {

    /** Stands for the host that an Ingress leaves out. */
    static final String ANY_HOST = "ingress";

    /** What grants for an Ingress are for in place of a port: all hosts of a workspace's cluster. */
    static final int NO_PORT = 0;

    private static final Pattern LABEL =
            Pattern.compile("([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)--([a-z](?:-?[a-z0-9])*)");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LAST_PORT = 65_535;

    boolean isIde() {
        return port == Links.IDE_PORT;
    }

    /** Whether the host belongs to the domain at all. */
    static boolean isOurs(String host, String domain) {
        return name(host).endsWith("." + domain);
    }

    static Optional<ProxiedHost> parse(String host, String domain) {
        var name = name(host);
        if (!name.endsWith("." + domain)) {
            return Optional.empty();
        }
        var matcher = LABEL.matcher(name.substring(0, name.length() - domain.length() - 1));
        return matcher.matches() ? of(matcher.group(2), matcher.group(1)) : Optional.empty();
    }

    private static Optional<ProxiedHost> of(String workspace, String target) {
        if (target.equals("ide")) {
            return Optional.of(new ProxiedHost(workspace, Links.IDE_PORT, Optional.empty()));
        }
        if (PORT.matcher(target).matches()) {
            var port = Integer.parseInt(target);
            return port > LAST_PORT
                    ? Optional.empty()
                    : Optional.of(new ProxiedHost(workspace, port, Optional.empty()));
        }
        return target.matches("[0-9]+")
                ? Optional.empty()
                : Optional.of(new ProxiedHost(workspace, NO_PORT, Optional.of(target.equals(ANY_HOST) ? "" : target)));
    }

    private static String name(String host) {
        var colon = host.lastIndexOf(':');
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
