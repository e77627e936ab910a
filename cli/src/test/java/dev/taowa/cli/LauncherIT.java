package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script {@code ./taowa} in a small copy of the tree, with programs that only note that they were called. */
@Timeout(120)
class LauncherIT {

    private static final String BUILD = """
            #!/bin/sh
            echo built >> "$BUILDS"
            for part in cli server drivers/podman; do mkdir -p "$part/target/program/dependency"; done
            mkdir -p server/target/program/lib
            for jar in cli/target/program/taowa-cli-1.jar cli/target/program/dependency/core.jar \\
                drivers/podman/target/program/taowa-driver-podman-1.jar \\
                drivers/podman/target/program/dependency/core.jar server/target/program/lib/core.jar \\
                server/target/program/taowa-server-1-runner.jar; do echo jar > "$jar"; done
            """;
    private static final String JAVA = """
            #!/bin/sh
            while [ "$1" != dev.taowa.cli.Main ]; do shift; done
            shift
            for argument; do echo "<$argument>"; done
            """;

    @TempDir
    private Path folder = Path.of("");

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        for (var part : List.of("core", "cli", "server", "drivers/podman")) {
            write("tree/" + part + "/pom.xml", "<project/>");
            write("tree/" + part + "/src/main/java/A.java", "class A {}");
        }
        write("tree/pom.xml", "<project>\n  <version>1</version>\n</project>\n");
        write("tree/docs/customizations-taowa.schema.json", "{}\n");
        write("tree/drivers/podman/src/main/resources/host-packages.txt", "# comment\nshell /bin/sh\n");
        Files.copy(Path.of("..", "taowa"), folder.resolve("tree/taowa"), StandardCopyOption.COPY_ATTRIBUTES);
        program("bin/mvn", BUILD);
        program("bin/apt-cache", "#!/bin/sh\necho '  Candidate: 25.0.1'\n");
        jdk("25.0.3");
    }

    @Test
    void anUnchangedTreeIsBuiltOnce() throws Exception {
        var first = run("ls");
        var second = run("ls");

        assertThat(first.out()).isEqualTo("<ls>\n");
        assertThat(second).isEqualTo(new Run(0, "<ls>\n", ""));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aChangedOrDeletedSourceIsBuiltAndATouchedOneIsNot() throws Exception {
        run("ls");
        write("tree/core/src/main/java/A.java", "class A {}");
        run("ls");
        assertThat(builds()).isEqualTo(1);

        write("tree/core/src/main/java/A.java", "class A { int changed; }");
        run("ls");
        assertThat(builds()).isEqualTo(2);

        Files.delete(folder.resolve("tree/server/src/main/java/A.java"));
        run("ls");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        Files.createSymbolicLink(folder.resolve("bin/tw"), folder.resolve("tree/taowa"));

        var run = run(folder.resolve("bin/tw"), "up", "a b", "$(touch x)", "", "*");

        assertThat(run.out()).isEqualTo("<up>\n<a b>\n<$(touch x)>\n<>\n<*>\n");
    }

    @Test
    void anOlderJdkIsNoJdk() throws Exception {
        jdk("21.0.1");

        var run = run("ls", "--no-install");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("problem: this machine lacks system packages: openjdk-25-jdk-headless")
                .contains("apt-get install -y --no-install-recommends openjdk-25-jdk-headless");
        assertThat(builds()).isZero();
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        jdk("17.0.2");
        program("bin/apt-cache", "#!/bin/sh\nexit 0\n");

        var run = run("ls", "--no-install");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("there is no JDK 25 or newer").contains("JAVA_HOME");
    }

    @Test
    void packagesOfTheEngineAreOnlyAskedForWhereNeeded() throws Exception {
        write("tree/docs/customizations-taowa.schema.json", "{}\n");
        write("tree/drivers/podman/src/main/resources/host-packages.txt", "moon /nonexistent/moon\n");

        assertThat(run("ls", "--no-install").status()).isZero();
        var up = run("up", "--no-install");

        assertThat(up.status()).isEqualTo(3);
        assertThat(up.err()).contains("apt-get install -y --no-install-recommends moon");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        var one = start(folder.resolve("tree/taowa"), "ls");
        var two = start(folder.resolve("tree/taowa"), "ls");

        assertThat(ended(one).status()).isZero();
        assertThat(ended(two).status()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildIsToldAndTriedAgain() throws Exception {
        program("bin/mvn", "#!/bin/sh\necho '[ERROR] A.java: no'\nexit 1\n");

        var failed = run("ls");

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("[ERROR] A.java: no", "problem: the program could not be built", "fix: ");
        program("bin/mvn", BUILD);
        assertThat(run("ls").status()).isZero();
    }

    private Run run(String... arguments) throws Exception {
        return run(folder.resolve("tree/taowa"), arguments);
    }

    private Run run(Path script, String... arguments) throws Exception {
        return ended(start(script, arguments));
    }

    private Process start(Path script, String... arguments) throws IOException {
        var argv = new ArrayList<String>(List.of(script.toString()));
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv).directory(folder.toFile());
        var environment = builder.environment();
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("BUILDS", folder.resolve("builds").toString());
        environment.put("TAOWA_JVM_FOLDER", folder.resolve("jvm").toString());
        environment.remove("JAVA_HOME");
        return builder.start();
    }

    private static Run ended(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private int builds() throws IOException {
        var file = folder.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private void jdk(String version) throws IOException {
        write("jvm/jdk/release", "JAVA_RUNTIME_VERSION=\"%s+1\"\nJAVA_VERSION=\"%s\"\n".formatted(version, version));
        program("jvm/jdk/bin/java", JAVA);
        program("jvm/jdk/bin/javac", "#!/bin/sh\n");
    }

    private void program(String path, String text) throws IOException {
        assertThat(write(path, text).toFile().setExecutable(true)).isTrue();
    }

    private Path write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
