package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.cluster.Cluster;
import dev.taowa.cluster.ClusterNodes;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.workspace.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesProgramsTest {

    private static final Path APP = Path.of("/home/me/app");
    private static final Checkout FOLDER = new Checkout(new Source.Folder(APP), APP, "");

    @TempDir
    private Path folder;

    @Test
    void theFolderIsSharedWhenItHasEverything() throws IOException {
        fill();

        assertThat(KubernetesPrograms.of(new Cluster.Components(folder, ClusterNodes.ONE), FOLDER))
                .isEqualTo(new Mount.Shared(folder, "/opt/taowa/kubernetes"));
    }

    @Test
    void whatTheFolderLacksIsNamed() throws IOException {
        fill();
        Files.delete(folder.resolve("bin/kubelet"));

        assertThatThrownBy(() -> KubernetesPrograms.of(new Cluster.Components(folder, ClusterNodes.ONE), FOLDER))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains(folder.toString(), "bin/kubelet"));
    }

    @Test
    void aRepositoryFromAUrlNamesNoFolderOfTheHost() throws IOException {
        fill();
        var url = "https://example.test/app";
        var git = new Checkout(new Source.Git(url, Optional.empty(), "", url), APP, "");

        assertThatThrownBy(() -> KubernetesPrograms.of(new Cluster.Components(folder, ClusterNodes.ONE), git))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("from elsewhere"));
    }

    private void fill() throws IOException {
        var files = List.of(
                "bin/etcd",
                "bin/kube-apiserver",
                "bin/kube-controller-manager",
                "bin/kube-scheduler",
                "bin/kube-proxy",
                "bin/kubelet",
                "bin/kubectl",
                "bin/containerd",
                "bin/containerd-shim-runc-v2",
                "bin/ctr",
                "bin/runc",
                "cni/host-local",
                "cni/loopback",
                "cni/portmap",
                "cni/ptp",
                "images/pause.tar");
        for (var name : files) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }
}
