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
            "programs",
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
            "taowa-kubernetes-give",
            "taowa-kubernetes-images",
            "taowa-kubernetes-kubelet@.service",
            "taowa-kubernetes-keys",
            "taowa-kubernetes-load",
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
            "taowa-kubernetes.service",
            "taowa-program"),
    KIND(
            "kind",
            "install.sh",
            "taowa-kind-up",
            "taowa-kubernetes-load",
            "taowa-kubernetes.service",
            "kubernetes/mirror.conf",
            "kubernetes/mirror.toml",
            "kubernetes/programs",
            "kubernetes/registry.conf",
            "kubernetes/registry.toml",
            "kubernetes/taowa-kubernetes-adopt",
            "kubernetes/taowa-kubernetes-await",
            "kubernetes/taowa-kubernetes-give",
            "kubernetes/taowa-kubernetes-keys",
            "kubernetes/taowa-kubernetes-merge",
            "kubernetes/taowa-program"),
    K3S(
            "k3s",
            "install.sh",
            "config.yaml",
            "kubectl",
            "kubelet.conf",
            "registries.yaml",
            "taowa-k3s-prepare",
            "taowa-k3s-up",
            "taowa-k3s.service",
            "taowa-kubernetes-load",
            "taowa-kubernetes.service",
            "kubernetes/mirror.conf",
            "kubernetes/programs",
            "kubernetes/registry.conf",
            "kubernetes/taowa-kubernetes-adopt",
            "kubernetes/taowa-kubernetes-await",
            "kubernetes/taowa-kubernetes-give",
            "kubernetes/taowa-kubernetes-keys",
            "kubernetes/taowa-kubernetes-merge",
            "kubernetes/taowa-program"),
    DAPR(
            "dapr",
            "install.sh",
            "taowa-dapr-up",
            "taowa-dapr.service",
            "kubernetes/programs",
            "kubernetes/taowa-program");

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // a list of toList(), which nobody changes
    private final List<String> names;

    /** @param names of files in its folder, or of another Feature's, with its id before a slash */
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
            case DAPR -> DAPR;
            case KIND -> KIND;
            case K3S -> K3S;
        };
    }

    String id() {
        return id;
    }

    /** Its files below {@code feature/}; its scripts are run by name, so no mode matters. */
    List<ContextEntry.Given> files() {
        return names.stream()
                .map(name -> ContextEntry.Given.of(
                        "feature/" + name.substring(name.indexOf('/') + 1),
                        0644,
                        read(name.contains("/") ? name : id + "/" + name)))
                .toList();
    }

    private byte[] read(String name) {
        try (var in = Feature.class.getResourceAsStream("features/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no file of a feature: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
