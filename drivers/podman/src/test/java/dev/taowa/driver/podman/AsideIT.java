package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.driver.SamplePlans;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.WorkspacePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in a container that is thrown away. */
class AsideIT {

    private static TestHost host;

    @TempDir
    private Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private WorkspacePlan plan;

    @BeforeAll
    static void open() {
        host = new TestHost();
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @BeforeEach
    void makePlan() {
        plan = SamplePlans.withMounts(
                host.machine.image().tag(),
                List.of(
                        new Mount.Folder(folder, "/workspaces/app", false),
                        new Mount.Volume("home", "/home/dev", false)));
    }

    @AfterEach
    void leaveNothing() {
        host.driver.remove(plan.id(), false, _ -> {});
        assertThat(TestHost.run("podman", "ps", "-aq", "--filter", "label=dev.taowa.state=" + host.stateId)
                        .output())
                .isEmpty();
    }

    private int run(String line) {
        return host.driver.runAside(plan, List.of("/bin/sh", "-c", line), "/workspaces/app", lines::add, _ -> {});
    }

    @Test
    void aProgramWorksOnTheFolderAsItsOwner() throws IOException {
        Files.writeString(folder.resolve("in"), "x");

        assertThat(run("pwd; id -un; echo $SAMPLE; cp in out; echo told >&2; exit 7"))
                .isEqualTo(7);

        assertThat(lines).containsExactly("/workspaces/app", "dev", "a 'b' $c", "told");
        assertThat(Files.getAttribute(folder.resolve("out"), "unix:uid"))
                .isEqualTo(Files.getAttribute(folder.resolve("in"), "unix:uid"));
        assertThat(host.driver.list()).isEmpty();
    }

    @Test
    void itHasNoPrivilegeNotEvenInside() {
        run("grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status; sudo -n true && echo root; ls ~/..; hostname");

        assertThat(lines)
                .anyMatch(line -> line.matches("CapEff:\\s+0+"))
                .anyMatch(line -> line.matches("CapBnd:\\s+0+"));
        assertThat(lines).anyMatch(line -> line.matches("NoNewPrivs:\\s+1")).doesNotContain("root");
    }

    @Test
    void whatItSaysWithoutEndFillsNoDisk() {
        assertThat(run("yes | head -c 40000000; exit 3")).isEqualTo(3);

        assertThat(lines).contains("y");
    }

    @Test
    void anInterruptEndsItAndLeavesNothing() throws Exception {
        var begun = new CountDownLatch(1);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                host.driver.runAside(
                        plan,
                        List.of("/bin/sh", "-c", "echo begun; sleep 1000"),
                        "/workspaces/app",
                        _ -> begun.countDown(),
                        _ -> {});
            } catch (RuntimeException cancelled) {
                lines.add("cancelled");
            }
        });
        begun.await();

        thread.interrupt();
        thread.join();

        assertThat(lines).containsExactly("cancelled");
    }
}
