package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is killed, whenever: the same command again finishes, in one workspace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillE2E {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final List<String> PHASES =
            List.of("Engine", "Source", "Definition", "Image", "Workspace", "Boot", "Lifecycle", "Endpoints");

    private final Taowa taowa = Taowa.fresh();
    private Path project = taowa.folder();

    /** What {@code kill -9} hits. */
    enum Victim {
        SERVER,
        COMMAND,
        ENGINE
    }

    @BeforeAll
    void prepare() {
        project = Folders.project(
                taowa.folder(), "killed", "{\"postCreateCommand\": \"echo once >> ~/created; touch made\"}");
        taowa.up(project.toString());
        taowa.remove("killed");
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    static Stream<Arguments> eachVictimInEachPhase() {
        return PHASES.stream().flatMap(phase -> Stream.of(Victim.values()).map(victim -> Arguments.of(victim, phase)));
    }

    @ParameterizedTest
    @MethodSource("eachVictimInEachPhase")
    void theSameCommandFinishes(Victim victim, String phase) {
        try (var up = taowa.start("up", project.toString())) {
            up.awaitLine(LIMIT, line -> line.contains(phase));
            kill(
                    switch (victim) {
                        case SERVER -> server();
                        case COMMAND -> command(up);
                        case ENGINE -> engine();
                    });
            up.awaitEnd(LIMIT);
        }

        var view = taowa.up(project.toString());

        assertThat(view.path("state").asText()).isEqualTo("running");
        assertThat(Machine.containers(taowa.stateId())).hasSize(1);
        assertThat(taowa.list()).hasSize(1);
        assertThat(taowa.sh(
                        "killed", "systemctl is-system-running --wait; test -e /workspaces/killed/made && echo made"))
                .isEqualTo("running\nmade");
        taowa.remove("killed");
        assertThat(Machine.onEngine(taowa.stateId())).isEmpty();
    }

    private static void kill(List<Long> pids) {
        pids.forEach(pid -> Programs.asRoot("kill", "-KILL", Long.toString(pid)));
    }

    private List<Long> server() {
        return taowa.server().map(one -> one.path("pid").asLong()).stream().toList();
    }

    private List<Long> engine() {
        return Machine.pidsOf("system", "service", "/run/taowa/" + taowa.stateId());
    }

    /** The launcher and the client that it runs, but not the server that these may have started. */
    private List<Long> command(Running up) {
        var pids = new ArrayList<>(List.of(up.pid()));
        ProcessHandle.of(up.pid()).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .filter(pid -> !server().contains(pid))
                .forEach(pids::add);
        return pids;
    }

    @Test
    void twoUpsAtOnceEndInOneWorkspace() {
        try (var one = taowa.start("up", project.toString(), "--ide", "none");
                var two = taowa.start("up", project.toString(), "--ide", "none")) {
            assertThat(one.awaitEnd(LIMIT)).as(one.lines().toString()).isZero();
            assertThat(two.awaitEnd(LIMIT)).as(two.lines().toString()).isZero();
        }

        assertThat(Machine.containers(taowa.stateId())).hasSize(1);
        assertThat(taowa.sh("killed", "cat ~/created")).isEqualTo("once");
        taowa.remove("killed");
    }

    @Test
    void aLifecycleCommandWhoseServerDiedIsWaitedForAndNotRunTwice() {
        var slow = Folders.project(
                taowa.folder(),
                "slow",
                "{\"postCreateCommand\": \"echo once >> ~/created; until [ -e ~/go ]; do sleep 0.1; done; echo gone\"}");
        try (var up = taowa.start("up", slow.toString(), "--ide", "none")) {
            Await.until(
                    "the command runs",
                    LIMIT,
                    () -> taowa.run("exec", "slow", "--", "sh", "-c", "cat ~/created")
                                    .status()
                            == 0);
            kill(server());
            up.awaitLine(LIMIT, line -> line.contains("runs since before"));
            taowa.sh("slow", "touch ~/go");
            assertThat(up.awaitEnd(LIMIT)).as(up.lines().toString()).isZero();
            assertThat(up.lines()).anyMatch(line -> line.contains("gone"));
        }

        assertThat(taowa.sh("slow", "cat ~/created; sudo ls /var/lib/taowa/running"))
                .isEqualTo("once");
        taowa.remove("slow");
    }

    @Test
    void aRunningWorkspaceOutlivesServerAndEngine() {
        taowa.up(project.toString(), "--ide", "none");
        var booted = taowa.sh("killed", "stat -c %Y /proc/1");

        kill(server());
        kill(engine());

        assertThat(taowa.sh("killed", "stat -c %Y /proc/1")).isEqualTo(booted);
        assertThat(taowa.status("killed")).isEqualTo("running");
        taowa.remove("killed");
    }
}
