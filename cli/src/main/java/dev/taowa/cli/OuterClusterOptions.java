package dev.taowa.cli;

import dev.taowa.outer.OuterCluster;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up} that let a workspace into a cluster outside. */
final class OuterClusterOptions {

    @Option(
            names = "--outer-cluster",
            paramLabel = "CONTEXT",
            description = "Let it into the cluster of this context of your kubeconfig, as its context \"outer\".")
    private @Nullable String context;

    @Option(
            names = "--outer-namespace",
            paramLabel = "NAMESPACE",
            description = "Of that cluster; the context's own if not given.")
    private @Nullable String namespace;

    /** @param folder that relative paths in {@code KUBECONFIG} start from */
    Optional<OuterCluster> cluster(Map<String, String> environment, Path folder) {
        if (context == null) {
            if (namespace != null) {
                throw new ProblemException(new Problem(
                        ProblemCode.BAD_ARGUMENT,
                        "--outer-namespace says nothing without --outer-cluster",
                        "give --outer-cluster a context; `kubectl config get-contexts` lists them"));
            }
            return Optional.empty();
        }
        var files = Optional.ofNullable(environment.get("KUBECONFIG"))
                .filter(list -> !list.isBlank())
                .map(list -> Arrays.stream(list.split(File.pathSeparator))
                        .filter(file -> !file.isEmpty())
                        .map(file -> folder.resolve(file).toString())
                        .collect(Collectors.joining(File.pathSeparator)));
        return Optional.of(new OuterCluster(context, Optional.ofNullable(namespace), files));
    }
}
