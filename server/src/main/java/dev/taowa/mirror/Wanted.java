package dev.taowa.mirror;

import dev.taowa.feature.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an engine asks the mirror for (OCI distribution specification 1.1, "Pull"). */
sealed interface Wanted {

    /** Whether this speaks the protocol at all. */
    record Greeting() implements Wanted {}

    /**
     * A manifest.
     *
     * @param host of the registry to ask
     * @param reference a tag or a digest
     */
    record Manifest(String host, String path, String reference) implements Wanted {}

    /** A layer or a configuration. */
    record Blob(String host, String path, Digest digest) implements Wanted {}

    /** What is not there, or not to be had here. */
    record Nothing() implements Wanted {}

    int LONGEST = 255;
    Pattern ADDRESS = Pattern.compile("/v2/(?<name>[a-z0-9._/-]+)/(?<kind>manifests|blobs)/(?<reference>[^/]+)");
    /** An element of a name: runs of letters and digits, with one separator between two of them. */
    Pattern ELEMENT = Pattern.compile("[a-z0-9]++(?:(?:\\.|_|__|-++)[a-z0-9]++)*+");

    Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

    /**
     * Reads a request's address.
     *
     * @param namespace the registry, where the engine tells it apart from the path, as containerd does by {@code ?ns=}
     */
    static Wanted parse(String address, Optional<String> namespace, MirroredRegistries registries) {
        if (address.equals("/v2/") || address.equals("/v2")) {
            return new Greeting();
        }
        var matcher = ADDRESS.matcher(address);
        if (!matcher.matches() || matcher.group("name").length() > LONGEST) {
            return new Nothing();
        }
        var name = matcher.group("name");
        var slash = name.indexOf('/');
        var registry = namespace.orElse(MirroredRegistries.DOCKER_HUB);
        // Podman puts the registry's name in front, and Docker knows no other registry than its own.
        if (namespace.isEmpty()
                && slash > 0
                && registries.find(name.substring(0, slash)).isPresent()) {
            registry = name.substring(0, slash);
            name = name.substring(slash + 1);
        }
        var host = registries.find(registry);
        return host.isEmpty() || !isName(name)
                ? new Nothing()
                : wanted(host.get(), name, matcher.group("kind"), matcher.group("reference"));
    }

    private static boolean isName(String name) {
        for (var element : name.split("/", -1)) {
            if (!ELEMENT.matcher(element).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Wanted wanted(String host, String path, String kind, String reference) {
        var digest = Digest.parse(reference);
        if (kind.equals("blobs")) {
            return digest.<Wanted>map(found -> new Blob(host, path, found)).orElse(new Nothing());
        }
        return digest.isPresent() || TAG.matcher(reference).matches()
                ? new Manifest(host, path, reference)
                : new Nothing();
    }
}
