package dev.taowa.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.outer.OuterCluster;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kubectl that misbehaves, in a shell script; OuterClusterE2E has a real one. */
class KubectlClustersIT {

    private static final WorkspaceId ID = new WorkspaceId("0123456789ab");
    private static final OuterCluster CLUSTER = new OuterCluster("dev", Optional.empty(), Optional.empty());

    private static final String WELL = """
            case "$*" in
                *"config view"*) cat "$folder/config" ;;
                *apply*) cat > "$folder/applied"; echo '{}' ;;
                *create*) cat > "$folder/asked"
                    echo '{"status":{"token":"of-the-workspace","expirationTimestamp":"2026-11-28T00:00:00Z"}}' ;;
                *delete*) echo "$*" > "$folder/deleted" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private KubectlClusters clusters(String script, String server) throws IOException {
        var program = folder.resolve("kubectl");
        Files.writeString(folder.resolve("config"), """
                {"clusters":[{"cluster":{"server":"%s","certificate-authority-data":"Q0E="}}],
                 "contexts":[{"context":{"namespace":"shop"}}],"users":[{"user":{"token":"of-the-person"}}]}
                """.formatted(server));
        Files.writeString(program, "#!/bin/sh\nfolder='%s'\n%s".formatted(folder, script));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new KubectlClusters(Map.of("PATH", folder + ":/usr/bin:/bin"));
    }

    private static void assertRefused(KubectlClusters clusters, String... words) {
        assertThatThrownBy(() -> clusters.let(ID, new WorkspaceName("demo"), CLUSTER))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CLUSTER_REFUSED);
                    assertThat(thrown.problem().what()).contains("\"dev\"").contains(words);
                    assertThat(thrown.toString()).doesNotContain("of-the-person", "of-the-workspace");
                });
    }

    @Test
    void whatAWorkspaceGetsIsATokenOfItsOwn() throws IOException {
        var clusters = clusters(WELL, "https://api.example:6443");

        var access = clusters.let(ID, new WorkspaceName("demo"), CLUSTER);

        assertThat(access.namespace()).isEqualTo("shop");
        assertThat(access.token().revealText()).isEqualTo("of-the-workspace");
        assertThat(access.files().getFirst().content().revealText())
                .contains("https://api.example:6443", "Q0E=", "/etc/taowa/outer/token")
                .doesNotContain("of-the-person", "of-the-workspace");
        assertThat(access.files()).allSatisfy(file -> assertThat(file.mode()).isEqualTo(0600));
        assertThat(Files.readString(folder.resolve("applied")))
                .contains("\"taowa-0123456789ab\"", "\"edit\"", "\"shop\"")
                .doesNotContain("ClusterRoleBinding");
        assertThat(Files.readString(folder.resolve("asked"))).contains("expirationSeconds");

        clusters.forget(ID, CLUSTER);

        assertThat(Files.readString(folder.resolve("deleted")))
                .contains("--namespace=shop", "serviceaccount/taowa-0123456789ab", "rolebinding/taowa-0123456789ab");
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1:6443, the workspace itself",
        "https://localhost:6443, the workspace itself",
        "https://[::1]:6443, the workspace itself",
        "https://0.0.0.0:6443, the workspace itself",
        "http://api.example, no https address",
        "not a URL, no address",
        "'', no https address",
    })
    void anAddressThatAWorkspaceCannotUseIsRefused(String server, String why) throws IOException {
        assertRefused(clusters(WELL, server), why);
    }

    @Test
    void aProgramThatMisbehavesIsNamedAndNothingItKnowsIsTold() throws IOException {
        var server = "https://api.example:6443";

        assertRefused(clusters("echo 'error: no such context' >&2; exit 1", server), "no such context");
        assertRefused(clusters("echo of-the-person", server), "gave no JSON");
        assertRefused(clusters("exec yes of-the-person", server), "said more than it may");
        assertRefused(clusters(WELL.replace("of-the-workspace", ""), server), "gave no token");
    }

    @Test
    void aMachineWithoutKubectlIsToldSo() {
        assertRefused(new KubectlClusters(Map.of("PATH", folder.toString())), "no kubectl on the PATH");
        assertRefused(new KubectlClusters(Map.of()), "no kubectl on the PATH");
    }
}
