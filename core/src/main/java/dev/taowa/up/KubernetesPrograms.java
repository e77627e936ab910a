package dev.taowa.up;

import dev.taowa.cluster.Cluster;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.workspace.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the host that has what a cluster inside runs on; all its workspaces share it. */
final class KubernetesPrograms {

    private static final List<String> PROGRAMS = Stream.concat(
                    Stream.of(
                                    "etcd",
                                    "kube-apiserver",
                                    "kube-controller-manager",
                                    "kube-scheduler",
                                    "kube-proxy",
                                    "kubelet",
                                    "kubectl",
                                    "containerd",
                                    "containerd-shim-runc-v2",
                                    "ctr",
                                    "runc")
                            .map("bin/"::concat),
                    Stream.of("host-local", "loopback", "portmap", "ptp").map("cni/"::concat))
            .toList();

    private KubernetesPrograms() {}

    /** Where the workspace sees them. */
    static Mount.Shared of(Cluster.Components cluster, Checkout checkout) {
        var folder = cluster.binaries();
        if (!checkout.isTrusted()) {
            throw invalid(
                    "a repository or a template from elsewhere may not name a folder of the host, as %s is"
                            .formatted(folder),
                    "clone it, or write the template out with `taowa init`, and start the workspace from that folder");
        }
        for (var program : PROGRAMS) {
            if (!Files.isExecutable(folder.resolve(program))) {
                throw lacks(folder, program);
            }
        }
        if (!Files.isReadable(folder.resolve("images/pause.tar"))) {
            throw lacks(folder, "images/pause.tar");
        }
        return new Mount.Shared(folder, "/opt/taowa/kubernetes");
    }

    private static ProblemException lacks(Path folder, String file) {
        return invalid(
                "the folder of Kubernetes' programs, %s, has no %s".formatted(folder, file),
                "correct \"binaries\" in devcontainer.json; docs/nesting.md says what lies in it");
    }

    private static ProblemException invalid(String what, String fix) {
        return new ProblemException(new Problem(ProblemCode.DEFINITION_INVALID, what, fix));
    }
}
