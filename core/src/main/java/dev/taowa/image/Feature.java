package dev.taowa.image;

import dev.taowa.definition.OwnFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** One of our own dev container Features, shipped as a folder of plain files. */
enum Feature {
    SETTINGS("settings", "install.sh"),
    VM(
            "vm",
            "install.sh",
            "sshd.conf",
            "journald.conf",
            "logind.conf",
            "system.conf",
            "taowa-entrypoints",
            "taowa-entrypoints.service",
            "user-slice.conf",
            "masked-units.txt",
            "taowa-mirror.service",
            "taowa-mirror.socket"),
    WEB_IDE(
            "web-ide",
            "install.sh",
            "settings.json",
            "taowa-ide.service",
            "taowa-ide.socket",
            "taowa-ide-await",
            "taowa-ide-prepare",
            "taowa-ide-proxy.service"),
    DOCKER("docker", "install.sh", "containerd.toml", "daemon.json", "taowa-docker-resume.service", "taowa.conf"),
    PODMAN("podman", "install.sh", "mirror.conf"),
    REGISTRY(
            "registry",
            "install.sh",
            "podman.conf",
            "registry.yml",
            "taowa-registry-await",
            "taowa-registry-server.service",
            "taowa-registry.service",
            "taowa-registry.socket"),
    KUBERNETES(
            "kubernetes",
            "install.sh",
            "containerd.toml",
            "dnsmasq.conf",
            "kubelet.yaml",
            "mirror.conf",
            "mirror.toml",
            "network.conflist",
            "openssl.cnf",
            "proxy.yaml",
            "registry.conf",
            "registry.toml",
            "storage.yaml",
            "taowa-kubernetes-apiserver.service",
            "taowa-kubernetes-await",
            "taowa-kubernetes-containerd@.service",
            "taowa-kubernetes-controllers.service",
            "taowa-kubernetes-dns.service",
            "taowa-kubernetes-etcd.service",
            "taowa-kubernetes-images",
            "taowa-kubernetes-kubelet@.service",
            "taowa-kubernetes-keys",
            "taowa-kubernetes-merge",
            "taowa-kubernetes-mounts",
            "taowa-kubernetes-mounts.service",
            "taowa-kubernetes-names",
            "taowa-kubernetes-names@.service",
            "taowa-kubernetes-node",
            "taowa-kubernetes-node@.service",
            "taowa-kubernetes-pods",
            "taowa-kubernetes-pods.service",
            "taowa-kubernetes-prepare",
            "taowa-kubernetes-prepare.service",
            "taowa-kubernetes-proxy@.service",
            "taowa-kubernetes-label",
            "taowa-kubernetes-scheduler.service",
            "taowa-kubernetes-volumes",
            "taowa-kubernetes-volumes.service",
            "taowa-kubernetes.service");

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // a list of toList(), which nobody changes
    private final List<String> names;

    Feature(String id, String... names) {
        this.id = id;
        this.names = Stream.of(names).sorted().toList();
    }

    /** The one that a definition means. */
    static Feature of(OwnFeature own) {
        return switch (own) {
            case DOCKER -> DOCKER;
            case PODMAN -> PODMAN;
            case REGISTRY -> REGISTRY;
            case KUBERNETES -> KUBERNETES;
        };
    }

    String id() {
        return id;
    }

    /** Its files below {@code feature/}; its scripts are run by name, so no mode matters. */
    List<ContextEntry.Given> files() {
        return names.stream()
                .map(name -> ContextEntry.Given.of("feature/" + name, 0644, read(name)))
                .toList();
    }

    private byte[] read(String name) {
        try (var in = Feature.class.getResourceAsStream("features/" + id + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("feature " + id + " lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
