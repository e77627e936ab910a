package dev.taowa.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A release of Kubernetes that is pinned by a digest.
 *
 * @param version as its makers write it
 * @param image of a node, with its digest; empty where the release is a program, whose digest is in the list of programs
 */
public record Release(String version, String image) {

    /** Those of k3s, the newest first. */
    public static final List<Release> OF_K3S =
            List.of(new Release("v1.36.4+k3s1", ""), new Release("v1.35.8+k3s1", ""));

    /** The node images that the notes of kind 0.27 name, the one that it takes by itself first. */
    public static final List<Release> OF_KIND = List.of(
            ofKind("v1.32.2", "f226345927d7e348497136874b6d207e0b32cc52154ad8323129352923a3142f"),
            ofKind("v1.33.0", "02f73d6ae3f11ad5d543f16736a2cb2a63a300ad60e81dac22099b0b04784a4e"),
            ofKind("v1.31.6", "28b7cbb993dfe093c76641a0c95807637213c9109b761f1d422c2400e22b8e87"),
            ofKind("v1.30.10", "4de75d0e82481ea846c0ed1de86328d821c1e6a6a91ac37bf804e5313670e507"));

    private static Release ofKind(String version, String digest) {
        return new Release(version, "kindest/node:%s@sha256:%s".formatted(version, digest));
    }

    /** The one that is meant by its version or the first parts of it, with or without the {@code v}. */
    static Optional<Release> find(List<Release> known, String wanted) {
        var whole = wanted.startsWith("v") ? wanted : "v" + wanted;
        return known.stream()
                .filter(each -> each.version.equals(whole)
                        || each.version.startsWith(whole + ".")
                        || each.version.startsWith(whole + "+"))
                .findFirst();
    }

    static String names(List<Release> known) {
        return known.stream().map(Release::version).collect(Collectors.joining(", "));
    }
}
