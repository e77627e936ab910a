package dev.taowa.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** What may be asked over the network: encrypted, or on this very machine. */
final class Endpoint {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_HOST = "registry-1.docker.io";

    private Endpoint() {}

    /** An address of a registry's API. */
    static URI of(String registry, String path) {
        var host = registry.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : registry;
        var scheme = HERE.contains(host.replaceFirst(":[0-9]+$", "")) ? "http" : "https";
        return URI.create("%s://%s/v2/%s".formatted(scheme, host, path));
    }

    /** Whether one that was asked may send us on to the other: never from encryption to none, or from outside to here. */
    static boolean maySendTo(URI from, URI to) {
        if (to.getHost() == null || to.getUserInfo() != null) {
            return false;
        }
        return switch (String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> isHere(from) || !isHere(to);
            case "http" -> "http".equalsIgnoreCase(from.getScheme()) && isHere(from) && isHere(to);
            default -> false;
        };
    }

    /** Whether it is on this very machine. */
    static boolean isHere(URI address) {
        var host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return HERE.contains(host);
    }

    /** Host and port, which a login is for. */
    static String authority(URI address) {
        return String.valueOf(address.getAuthority()).toLowerCase(Locale.ROOT);
    }
}
