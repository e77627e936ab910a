package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.dial.Command;
import dev.taowa.nested.NestedEngines;
import dev.taowa.nested.WorkspacePorts;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Fork;
import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our own sessions against a real sshd. */
class MinaSessionsIT {

    private final SafeFolder temporary = new SafeFolder();
    private final SshAuthority authority =
            new SshAuthority(SshFolder.of(temporary.path()), "aaaaaaaaaaaa", InstantSource.system());
    private final RealSshd sshd =
            RealSshd.start(temporary.make("sshd"), authority.hostFiles(RealSshd.ID, RealSshd.NAME));
    private final AtomicInteger dialled = new AtomicInteger();
    private final MinaSessions sessions = new MinaSessions(
            _ -> port -> {
                dialled.incrementAndGet();
                return sshd.dialer().dial(port);
            },
            authority);

    MinaSessionsIT() throws IOException {}

    @AfterEach
    void stop() {
        sessions.close();
        sshd.close();
        temporary.close();
    }

    @Test
    void outputAndErrorsComeByLines() throws Exception {
        var lines = new ArrayList<String>();

        var status = run(lines, "sh", "-c", "printf 'one\\ntwo'; echo three >&2; exit 7");

        assertThat(lines).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(status).isEqualTo(7);
    }

    @Test
    void argumentsEnvironmentAndFolderArriveAsTheyAre() throws Exception {
        var lines = new ArrayList<String>();
        var nasty = Map.of("A", "$(id) 'x' \"y\" \\", "B", "é😀 `id`");
        var folder = temporary.make("a 'folder' $HOME \\").toString();
        var argv = List.of("sh", "-c", "printf '%s|' \"$PWD\" \"$A\" \"$B\" \"$0\" \"$1\"", "*", "-n\\");

        var status = sessions.run(sshd.workspace(), new Command(RealSshd.USER, argv, nasty, folder), lines::add);

        assertThat(lines).containsExactly(String.join("|", folder, nasty.get("A"), nasty.get("B"), "*", "-n\\", ""));
        assertThat(status).isZero();
    }

    @Test
    void commandHasNothingToRead() throws Exception {
        assertThat(run(new ArrayList<>(), "cat")).isZero();
    }

    @Test
    void commandKilledBySignalHasTheStatusThatShellsGive() throws Exception {
        assertThat(run(new ArrayList<>(), "sh", "-c", "kill -KILL $$")).isEqualTo(137);
    }

    @Test
    void folderThatIsMissingIsAFailureOfTheCommand() throws Exception {
        var command = new Command(RealSshd.USER, List.of("true"), Map.of(), "/no/such/folder");

        assertThat(sessions.run(sshd.workspace(), command, _ -> {})).isNotZero();
    }

    @Test
    void largeOutputStreamsWhole() throws Exception {
        var bytes = new AtomicLong();
        var command = new Command(RealSshd.USER, List.of("head", "-c", "67108864", "/dev/zero"), Map.of(), "/");

        assertThat(sessions.run(sshd.workspace(), command, line -> bytes.addAndGet(line.length())))
                .isZero();

        assertThat(bytes).hasValue(67108864);
    }

    @Test
    void interruptEndsTheCommandAndItsChildren() throws Exception {
        var lines = new LinkedBlockingQueue<String>();
        var thrown = new CompletableFuture<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                run(lines, "sh", "-c", "trap '' TERM; sleep 1000 & echo $!; echo $$; wait; wait");
            } catch (Throwable ended) {
                thrown.complete(ended);
            }
        });
        var child = Long.parseLong(lines.poll(30, TimeUnit.SECONDS));
        var shell = Long.parseLong(lines.poll(30, TimeUnit.SECONDS));
        var ends = CompletableFuture.allOf(ended(child), ended(shell));

        thread.interrupt();

        assertThat(thrown.get(30, TimeUnit.SECONDS)).isInstanceOf(ClosedByInterruptException.class);
        ends.get(30, TimeUnit.SECONDS);
    }

    @Test
    void connectionIsSharedAndMadeAnewWhenItDied() throws Exception {
        run(new ArrayList<>(), "true");
        run(new ArrayList<>(), "true");
        assertThat(dialled).hasValue(1);

        assertThatThrownBy(() -> run(new ArrayList<>(), "sh", "-c", "kill -KILL $PPID"))
                .isInstanceOf(IOException.class);

        assertThat(run(new ArrayList<>(), "true")).isZero();
    }

    @Test
    void moreCommandsAtOnceThanOneConnectionHolds() throws Exception {
        var files = authority.hostFiles(RealSshd.ID, RealSshd.NAME);
        try (var narrow = RealSshd.start(temporary.make("narrow"), files, "MaxSessions 2\n");
                var ours = new MinaSessions(_ -> narrow.dialer(), authority)) {
            var command = new Command(RealSshd.USER, List.of("sleep", "0.5"), Map.of(), "/");
            Callable<Integer> run = () -> ours.run(narrow.workspace(), command, _ -> {});

            assertThat(Fork.all(Collections.nCopies(5, run))).containsOnly(0);
        }
    }

    @Test
    void hostOfAnotherAuthorityOrNameIsNotTrusted() throws Exception {
        var other = new SshAuthority(SshFolder.of(temporary.make("other")), "aaaaaaaaaaaa", InstantSource.system());
        var name = new WorkspaceName("other");
        for (var files : List.of(other.hostFiles(RealSshd.ID, RealSshd.NAME), authority.hostFiles(RealSshd.ID, name))) {
            var folder = temporary.make("impostor" + files.hashCode());
            try (var impostor = RealSshd.start(folder, files);
                    var ours = new MinaSessions(_ -> impostor.dialer(), authority)) {
                var command = new Command(RealSshd.USER, List.of("true"), Map.of(), "/");

                assertThatThrownBy(() -> ours.run(impostor.workspace(), command, _ -> {}))
                        .isInstanceOfAny(IOException.class, ProblemException.class);
            }
        }
    }

    @Test
    void unknownUserIsAProblem() {
        var command = new Command("nobody-of-that-name", List.of("true"), Map.of(), "/");

        assertThatThrownBy(() -> sessions.run(sshd.workspace(), command, _ -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("nobody-of-that-name"));
    }

    @Test
    void listsListeningPortsWithTheirProcess() throws Exception {
        var local = new LocalRoot(sessions);
        var ports = new WorkspacePorts(local, new NestedEngines(local));
        var found = ports.list(sshd.workspace()).ports();

        assertThat(found).anySatisfy(each -> {
            assertThat(each.port()).isEqualTo(sshd.port());
            assertThat(each.address()).isEqualTo("127.0.0.1");
        });
        var own = found.stream().filter(each -> each.port() == sshd.port()).toList();
        assertThat(ports.commandLines(sshd.workspace(), own).get(sshd.port())).contains("sshd");
    }

    /** This machine may let nobody but its own user in. */
    private record LocalRoot(MinaSessions sessions) implements dev.taowa.dial.Sessions {

        @Override
        public int run(
                dev.taowa.workspace.Workspace workspace, Command command, java.util.function.Consumer<String> lines)
                throws IOException {
            var local = new Command(RealSshd.USER, command.argv(), command.environment(), command.folder());
            return sessions.run(workspace, local, lines);
        }
    }

    private static CompletableFuture<ProcessHandle> ended(long pid) {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private int run(java.util.Collection<String> lines, String... argv) throws IOException {
        return sessions.run(sshd.workspace(), new Command(RealSshd.USER, List.of(argv), Map.of(), "/"), lines::add);
    }
}
