package dev.taowa.proxy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Host header names: a port of a workspace, by {@code PORT--NAME.DOMAIN} or {@code ide--NAME.DOMAIN}. */
record ProxiedHost(String workspace, int port) {

    private static final Pattern LABEL = Pattern.compile("(ide|[1-9][0-9]{0,4})--([a-z](?:-?[a-z0-9])*)");
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
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var port = matcher.group(1).equals("ide") ? Links.IDE_PORT : Integer.parseInt(matcher.group(1));
        return port > LAST_PORT ? Optional.empty() : Optional.of(new ProxiedHost(matcher.group(2), port));
    }

    private static String name(String host) {
        var colon = host.lastIndexOf(':');
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
