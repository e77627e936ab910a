package dev.taowa.e2e;

import java.nio.file.Path;
import java.time.Duration;

/** A workspace with a Docker and a real Kubernetes inside it. */
final class Cluster implements AutoCloseable {

    private static final Duration POD_LIMIT = Duration.ofMinutes(2);

    private final Taowa taowa;
    private final String name;
    private final Path project;

    Cluster(String name) {
        this(Taowa.fresh(), name);
    }

    Cluster(Taowa taowa, String name) {
        this.taowa = taowa;
        this.name = name;
        this.project = taowa.folder().resolve(name);
    }

    Taowa taowa() {
        return taowa;
    }

    Path project() {
        return project;
    }

    /** @param options more members of the cluster's JSON object, each with a comma before it */
    void up(String options) {
        Folders.write(project.resolve(".devcontainer/devcontainer.json"), """
                {"customizations": {"taowa": {"nested": {"docker": true, "kubernetes":
                  {"distribution": "components", "binaries": "%s"%s}}}}}
                """.formatted(Testbed.kubernetes(), options));
        taowa.up(project.toString(), "--ide", "none");
    }

    String sh(String line) {
        return taowa.sh(name, line);
    }

    /** Waits until all nodes are ready. */
    void awaitReady() {
        sh("sudo timeout 120 systemctl start taowa-kubernetes");
    }

    /** Waits until the command line prints this. */
    void becomes(String what, String line, String expected) {
        Await.until(
                what, POD_LIMIT, () -> taowa.exec(name, "sh", "-c", line).line().equals(expected));
    }

    /** Makes busybox an image of the inner Docker and of the workspace's registry: {@code localhost:5000/box:1}. */
    void pushBox() {
        sh("sudo ctr --address /run/taowa-kubernetes/nodes/workspace/containerd.sock --namespace k8s.io"
                + " images export - registry.local/busybox:1 | docker load --quiet"
                + " && docker tag registry.local/busybox:1 localhost:5000/box:1"
                + " && docker push --quiet localhost:5000/box:1");
    }

    @Override
    public void close() {
        taowa.close();
    }
}
