package dev.taowa.feature;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a Feature comes from. */
public sealed interface FeatureReference {

    /**
     * An artifact of an OCI registry, all in lower case as the standard compares it.
     *
     * @param registry host, with its port if it has one
     * @param path what follows, up to the tag: {@code devcontainers/features/go}
     * @param tag as written; with a digest there is none
     */
    record Registry(String registry, String path, Optional<String> tag, Optional<Digest> digest)
            implements FeatureReference {

        /** The Feature whatever its version. */
        public String resource() {
            return registry + "/" + path;
        }

        /** The resource without its last element. */
        String namespace() {
            return resource().substring(0, resource().lastIndexOf('/'));
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** What to ask the registry for: the digest, else the tag, else {@code latest}. */
        public String version() {
            return digest.map(Digest::toString).orElse(tag.orElse("latest"));
        }

        @Override
        public String toString() {
            return digest.isPresent() ? resource() + "@" + version() : resource() + ":" + version();
        }
    }

    /** A packed Feature at an {@code https:} address. */
    record Tarball(URI address) implements FeatureReference {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * A folder of the source.
     *
     * @param folder relative to the source's own folder
     */
    record Local(Path folder) implements FeatureReference {
        @Override
        public String toString() {
            return "./" + folder;
        }
    }

    /** One that ships with this program; its id is {@code taowa/} and its name. */
    record Ours(String name) implements FeatureReference {
        @Override
        public String toString() {
            return FeatureReferences.OURS + name;
        }
    }
}
