package dev.taowa.driver.podman.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The helper as a real ordinary user meets it: started by sudo, asked from a process of the user's. */
final class HelperRootIT {

    private final String stateId = TestStates.newId();
    private final String user = "tw" + stateId.substring(0, 8);
    private final Path sudoers = Path.of("/etc/sudoers.d/taowa-test-" + stateId);
    private Root root;
    private Path readable;

    @BeforeEach
    void makeUser() throws Exception {
        assumeThat(RootChoice.isRoot()).as("runs as root").isTrue();
        assumeThat(Path.of("/usr/bin/sudo")).exists();
        root = Root.obtain(stateId);
        root.run(Program.of("useradd", "--create-home", "--shell", "/bin/sh", user))
                .orFail("");
        Files.writeString(sudoers, user + " ALL=(ALL) NOPASSWD: ALL\n");
        readable = Files.createTempDirectory("taowa-test");
        Files.setAttribute(readable, "unix:mode", 0755);
        Files.setAttribute(sudoers, "unix:mode", 0440);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        Files.deleteIfExists(sudoers);
        if (root != null) {
            root.run(Program.of("pkill", "-KILL", "-u", user));
            root.run(Program.of("userdel", "--force", "--remove", user)).orFail("");
            root.run(Program.of("rm", "-rf", readable.toString()));
            root.unmount(root.runFolder());
            root.close();
            root.delete(root.runFolder());
        }
    }

    @Test
    void doesEverythingForItsUserAndEndsAfterTheLastConnection() throws Exception {
        var project = Path.of("/home", user, "project");
        asUser(user, List.of("mkdir", project.toString())).orFail("");
        asUser(user, List.of("touch", project + "/file")).orFail("");
        List<String> said;
        try (var inside = InsideServer.start(root, stateId, "127.0.0.1");
                var hold = startHelper(1)) {
            assertThat(hold.isOpen()).isTrue();
            var pid = Long.toString(inside.pid());
            var port = Integer.toString(inside.port());
            said = asUser(user, java("HelperClient", stateId, project.toString(), pid, port))
                    .orFail("")
                    .output();

            assertThat(said)
                    .contains("uid=[0]", "lines=100000", "missing=PACKAGES_MISSING", "outside=BUG", "detour=BUG")
                    .contains("cancelled=CANCELLED", "canMap=true", "left=[]", "mapped=true")
                    .contains("shown=FileOwner[uid=1500001000, gid=1500001000]", "busy=BUG", "unmounted=false")
                    .contains("again=false", "written=3000000", "absent=true", "capabilities=true")
                    .contains("dialled=" + InsideServer.GREETING, "refused=ConnectException");
            assertThat(said).anyMatch(line -> line.contains("status=Outcome[") && line.contains("status=7"));
            assertThat(process(said, "sleeper")).isEmpty();
            assertThat(process(said, "service")).isPresent();
        }
        awaitEnd();
        assertThat(process(said, "service")).isEmpty();
        assertThat(socket()).doesNotExist();
    }

    @Test
    void anotherUserIsRefusedEvenWithAnOpenSocket() throws Exception {
        try (var hold = startHelper(1)) {
            assertThat(hold.isOpen()).isTrue();
            assertThat(asUser("nobody", java("HelperClient", stateId)).output())
                    .containsExactly("problem=PRIVILEGE_REFUSED");
            Files.setAttribute(socket(), "unix:mode", 0666);
            assertThat(asUser("nobody", java("HelperClient", stateId)).output())
                    .containsExactly("problem=PRIVILEGE_REFUSED");
            assertThat(asUser(user, java("HelperClient", stateId)).output()).hasSize(1);
        }
        awaitEnd();
    }

    @Test
    void aSecondHelperFindsTheFirst() throws Exception {
        try (var hold = startHelper(1)) {
            assertThat(hold.isOpen()).isTrue();
            assertThat(asUser(user, helper(false, 1)).status()).isZero();
        }
        awaitEnd();
    }

    @Test
    void hostileInputHarmsNobody() throws Exception {
        try (var hold = startHelper(1)) {
            assertThat(hold.isOpen()).isTrue();
            assertThat(reply(ByteBuffer.allocate(5).put((byte) 'J').putInt(Integer.MAX_VALUE)))
                    .isEmpty();
            assertThat(reply(ByteBuffer.allocate(5).put((byte) 'J').putInt(-1))).isEmpty();
            assertThat(reply(ByteBuffer.allocate(5).put((byte) 'x').putInt(0))).isEmpty();
            assertThat(reply(frame("{\"call\":\"no-such\"}"))).contains("BUG");
            assertThat(reply(frame("{\"call\":\"run\",\"program\":{\"argv\":[]}}")))
                    .contains("BUG");
            assertThat(reply(frame("{\"call\":\"dial\",\"pid\":1,\"port\":99999}")))
                    .contains("BUG");
            assertThat(reply(frame("{\"call\":\"hello\",\"protocol\":99}"))).contains("PRIVILEGE_REFUSED");
            assertThat(asUser(user, java("HelperClient", stateId)).succeeded()).isTrue();
        }
        awaitEnd();
    }

    @Test
    void withoutAHelperTheProblemSaysWhatToDo() throws Exception {
        assertThat(asUser(user, java("HelperClient", stateId)).output()).containsExactly("problem=PRIVILEGE_REFUSED");
        assertThatThrownBy(() -> HelperArguments.parse(List.of("--state-id", "../x", "--uid", "1", "--gid", "1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Starts it as the user would; returns a connection that keeps it alive. */
    private SocketChannel startHelper(int idleSeconds) throws Exception {
        // the helper's streams are its own only once it runs, so nobody may wait for their end
        new ProcessBuilder(asUserArgv(user, helper(true, idleSeconds)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        for (var tries = 0; tries < 100; tries++) {
            try {
                return connect();
            } catch (IOException thrown) {
                root.run(Program.of("sleep", "0.05"));
            }
        }
        throw new AssertionError(
                "the helper does not answer: " + Files.readString(socket().resolveSibling("root.log")));
    }

    private List<String> helper(boolean detached, int idleSeconds) throws IOException {
        var argv = new ArrayList<>(List.of("sudo", "-n", "--"));
        if (detached) {
            argv.addAll(List.of("setsid", "--fork"));
        }
        argv.addAll(java(
                "RootMain",
                "--state-id",
                stateId,
                "--uid",
                id("-u"),
                "--gid",
                id("-g"),
                "--idle-seconds",
                "" + idleSeconds));
        return argv;
    }

    private String id(String which) {
        return root.run(Program.of("id", which, user)).orFail("").output().getFirst();
    }

    /** A class of this package, run with copies of our classes that everybody can read. */
    private List<String> java(String type, String... arguments) throws IOException {
        var classPath = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            if (entry.isEmpty()) {
                continue;
            }
            if (Files.isDirectory(path) || entry.contains("jackson") || entry.contains("taowa")) {
                var copy = readable.resolve(Integer.toHexString(entry.hashCode()) + path.getFileName());
                if (!Files.exists(copy)) {
                    root.run(Program.of("cp", "-r", entry, copy.toString())).orFail("");
                }
                classPath.add(copy.toString());
            }
        }
        var argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, classPath),
                getClass().getPackageName() + "." + type));
        argv.addAll(List.of(arguments));
        return argv;
    }

    private Outcome asUser(String name, List<String> argv) {
        return root.run(Program.of(asUserArgv(name, argv)));
    }

    private static List<String> asUserArgv(String name, List<String> argv) {
        var all = new ArrayList<>(List.of("runuser", "-u", name, "--"));
        all.addAll(argv);
        return all;
    }

    private static Optional<ProcessHandle> process(List<String> said, String name) {
        var number = said.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> Long.valueOf(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
        return ProcessHandle.of(number).filter(ProcessHandle::isAlive);
    }

    /** The run folder goes with the helper, after everything else. */
    private void awaitEnd() {
        for (var attempt = 0; attempt < 400 && Files.exists(root.runFolder()); attempt++) {
            root.run(Program.of("sleep", "0.05"));
        }
        assertThat(root.runFolder()).doesNotExist();
    }

    private Path socket() {
        return HelperRoot.socket(root.runFolder());
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            return channel;
        } catch (IOException thrown) {
            channel.close();
            throw thrown;
        }
    }

    private static ByteBuffer frame(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) 'J')
                .putInt(bytes.length)
                .put(bytes);
    }

    private String reply(ByteBuffer bytes) throws Exception {
        try (var channel = connect()) {
            channel.write(bytes.flip());
            var answer = ByteBuffer.allocate(10_000);
            while (channel.read(answer) >= 0) {
                // until the end
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }
}
