package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that commands are run by, in a real shell; a pipe that nobody opens holds a command until it is told. */
class LastingCommandIT {

    private static final String HELD =
            "echo started >> starts; echo begun; read -r status < pipe; echo ending; exit $status";

    @TempDir
    private Path top;

    private String program = "";

    @BeforeEach
    void prepare() throws Exception {
        try (var in = LastingCommand.class.getResourceAsStream("lasting.sh")) {
            assertThat(in).isNotNull();
            program = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.createDirectory(top.resolve("place"));
        assertThat(new ProcessBuilder("mkfifo", top.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** In a process group of its own, as sshd starts what it is asked for. */
    private Process call(String... argv) throws IOException {
        var command = new ArrayList<>(List.of("setsid", "sh", "-c", program, "sh", "place"));
        command.addAll(List.of(argv));
        return new ProcessBuilder(command)
                .directory(top.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String all(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String line(Process process) throws IOException {
        var text = new StringBuilder();
        for (var c = process.getInputStream().read();
                c >= 0 && c != '\n';
                c = process.getInputStream().read()) {
            text.append((char) c);
        }
        return text.toString();
    }

    private void tell(String status) throws IOException {
        Files.writeString(top.resolve("pipe"), status + "\n");
    }

    @Test
    void whatEndsAtOnceTellsItsOutputAndStatus() throws Exception {
        var call = call("sh", "-c", "echo out; echo err >&2; cat; exit 3");

        assertThat(all(call)).isEqualTo("out\nerr\n");
        assertThat(end(call)).isEqualTo(3);
    }

    @Test
    void aProgramThatIsNoneIsNotTakenForAWordOfTheShell() throws Exception {
        assertThat(end(call("exit", "3"))).isEqualTo(127);
    }

    @Test
    void whatRunsIsWaitedForAndStartedOnce() throws Exception {
        var first = call("sh", "-c", HELD);
        assertThat(line(first)).isEqualTo("begun");
        first.destroyForcibly();

        var second = call("sh", "-c", HELD);
        assertThat(line(second)).contains("runs since before");
        assertThat(line(second)).isEqualTo("begun");
        tell("5");

        assertThat(all(second)).isEqualTo("ending\n");
        assertThat(end(second)).isEqualTo(5);
        assertThat(top.resolve("starts")).hasContent("started");
    }

    @Test
    void whatEndedMeanwhileIsNotStartedAgain() throws Exception {
        var first = call("sh", "-c", HELD);
        assertThat(line(first)).isEqualTo("begun");
        tell("0");
        assertThat(end(first)).isZero();

        var second = call("sh", "-c", HELD);

        assertThat(all(second)).contains("ended meanwhile", "begun\nending\n");
        assertThat(end(second)).isZero();
        assertThat(top.resolve("starts")).hasContent("started");
    }

    @Test
    void whoEndsTheWaitingEndsTheCommandWhichIsThenStartedAnew() throws Exception {
        var first = call("sh", "-c", HELD);
        assertThat(line(first)).isEqualTo("begun");
        var second = call("sh", "-c", HELD);
        assertThat(line(second)).contains("runs since before");
        assertThat(line(second)).isEqualTo("begun");

        var kill = new ProcessBuilder("kill", "-TERM", "--", "-" + second.pid()).start();
        assertThat(kill.waitFor()).isZero();
        assertThat(end(second)).isNotZero();
        assertThat(end(first)).isNotZero();

        var third = call("sh", "-c", HELD);
        assertThat(line(third)).isEqualTo("begun");
        tell("0");
        assertThat(end(third)).isZero();
        assertThat(top.resolve("starts")).hasContent("started\nstarted");
    }

    @Test
    void whatACommandLeavesRunningIsNotWaitedFor() throws Exception {
        var call = call("sh", "-c", "cat pipe > /dev/null 2>&1 & echo left");

        assertThat(all(call)).isEqualTo("left\n");
        assertThat(end(call)).isZero();
        tell("");
    }
}
