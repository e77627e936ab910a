package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An ordinary user with sudo does everything, and owns what is made; a user without sudo is told so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdinaryUserE2E {

    private final String user = "taowa-e2e-" + ProcessHandle.current().pid();
    private final Path home = Path.of("/home", user);
    private final Path sudoers = Path.of("/etc/sudoers.d", user);
    private final Path program = home.resolve("program");
    private final Taowa taowa = Taowa.as(user, program.resolve("taowa"), home);

    @BeforeAll
    void createUser() {
        Programs.asRoot("useradd", "--create-home", "--home-dir", home.toString(), "--shell", "/bin/bash", user)
                .orFail();
        Programs.asRoot("install", "-m", "0440", "/dev/null", sudoers.toString())
                .orFail();
        Programs.asRoot("sh", "-c", "echo \"$0 ALL=(ALL) NOPASSWD: ALL\" > \"$1\"", user, sudoers.toString())
                .orFail();
        // The clone that the tests run from may be where this user cannot look.
        Programs.asRoot("cp", "-a", Taowa.HOME.toString(), program.toString()).orFail();
        Programs.asRoot("chown", "-R", user + ":", program.toString()).orFail();
    }

    @AfterAll
    void removeUser() {
        try {
            taowa.close();
        } finally {
            Programs.asRoot("rm", "-f", sudoers.toString());
            Programs.asRoot("userdel", "--remove", user);
        }
    }

    @Test
    void runsAWorkspaceFromUpToRm() throws Exception {
        var project = home.resolve("mine");
        Programs.asRoot("runuser", "-u", user, "--", "mkdir", project.toString())
                .orFail();

        taowa.up(project.toString());
        taowa.sh("mine", "touch /workspaces/mine/made-inside && systemctl is-system-running --wait");

        assertThat(Files.getOwner(project.resolve("made-inside")).getName()).isEqualTo(user);
        assertThat(Files.getOwner(taowa.state()).getName()).isEqualTo(user);
        taowa.remove("mine");
        assertThat(Machine.onEngine(taowa.stateId())).isEmpty();
        assertThat(project.resolve("made-inside")).exists();
    }

    @Test
    void withoutSudoTheFixIsNamed() {
        var denied = Programs.asRoot(List.of(
                        "runuser",
                        "-u",
                        "nobody",
                        "--",
                        "env",
                        "TAOWA_STATE=" + home.resolve("public"),
                        program.resolve("taowa").toString(),
                        "ls")
                .toArray(String[]::new));

        assertThat(denied.status()).isNotZero();
        assertThat(denied.err()).contains("problem:").contains("fix:");
    }
}
