package dev.taowa.cluster;

import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.nio.file.Path;
import java.util.List;

/** A Kubernetes cluster inside a workspace, by its distribution. */
public sealed interface Cluster {

    /** What tells the workspace of it. */
    List<PlacedFile> files();

    /**
     * Programs that lie on the host, run by the workspace's systemd.
     *
     * @param binaries absolute path of their folder on the host
     */
    record Components(Path binaries, ClusterNodes nodes) implements Cluster {
        @Override
        public List<PlacedFile> files() {
            return nodes.files();
        }
    }

    /**
     * Nodes that kind makes in the workspace's Docker.
     *
     * @param configuration of kind, as JSON
     */
    record Kind(String configuration) implements Cluster {
        @Override
        public List<PlacedFile> files() {
            return List.of(placed("kind.json", configuration));
        }
    }

    /** One node that k3s runs. */
    record K3s(Release release) implements Cluster {
        @Override
        public List<PlacedFile> files() {
            return List.of(placed("k3s.version", release.version() + "\n"));
        }
    }

    private static PlacedFile placed(String name, String text) {
        return new PlacedFile("/etc/taowa/kubernetes/" + name, 0644, Secret.of(text));
    }
}
