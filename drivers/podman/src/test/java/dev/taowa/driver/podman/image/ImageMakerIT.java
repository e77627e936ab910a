package dev.taowa.driver.podman.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.BuildSettings;
import dev.taowa.definition.ImageSource;
import dev.taowa.image.ContainerBuild;
import dev.taowa.image.DebianSystem;
import dev.taowa.image.Image;
import dev.taowa.image.ImageMaker;
import dev.taowa.image.Images;
import dev.taowa.image.MachineImage;
import dev.taowa.image.MachineSettings;
import dev.taowa.metadata.Users;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.task.Progress;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.LoginUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Images of a user, made of Debian 12 as a container image has it: no systemd, no sshd, no user. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageMakerIT {

    private static final DebianSystem BOOKWORM = DebianSystem.of(
            "bookworm", List.of("ca-certificates"), List.of("/usr/share/doc/*", "/usr/share/man/*"), List.of());

    private final Deque<ImageTag> built = new ConcurrentLinkedDeque<>();

    @TempDir
    Path checkout;

    private TestEngine engine;
    private ImageMaker maker;

    @BeforeAll
    void start() {
        engine = new TestEngine();
        maker = new ImageMaker(Recorded::new, () -> engine.settings);
        engine.images.obtainBase(BOOKWORM, engine);
    }

    @AfterAll
    void stop() {
        built.forEach(engine.images::remove);
        engine.close();
    }

    @Test
    void theBuiltInImageIsAMachine() {
        var machine = obtain(new ImageSource.BuiltIn(), Optional.empty());

        assertThat(machine.user()).isEqualTo(LoginUser.DEV);
        assertThat(engine.images.read(machine.image().tag(), "/etc/machine-id")).contains("");
        assertThat(engine.images.read(machine.image().tag(), "/etc/ssh/ssh_host_ed25519_key"))
                .isEmpty();
        assertThat(obtain(new ImageSource.BuiltIn(), Optional.empty())).isEqualTo(machine);
    }

    @Test
    void anImageOfDebianBecomesAMachine() {
        var source = new ImageSource.Reference(BOOKWORM.tag().value());

        var machine = obtain(source, Optional.of("vscode"));

        assertThat(machine.user()).isEqualTo(new LoginUser("vscode", 1000, 1000, "/home/vscode"));
        var tag = machine.image().tag();
        assertThat(engine.images.read(tag, "/etc/passwd")).get().asString().contains("vscode:x:1000:1000:");
        assertThat(engine.images.read(tag, "/etc/ssh/sshd_config.d/10-taowa.conf"))
                .get()
                .asString()
                .contains("TrustedUserCAKeys");
        assertThat(engine.images.read(tag, "/etc/systemd/system/taowa-ide.service"))
                .isPresent();
        assertThat(machine.image().labels()).containsEntry(ImageMaker.SYSTEM_LABEL, "debian 12");
        assertThat(obtain(source, Optional.of("vscode"))).isEqualTo(machine);
    }

    @Test
    void aContainerfileIsBuiltOnceAndReachesTheNetwork() throws IOException {
        Files.createDirectories(checkout.resolve("dev/files"));
        Files.writeString(checkout.resolve("dev/files/hello"), "one");
        Files.writeString(checkout.resolve("dev/Containerfile"), """
                ARG BASE
                FROM ${BASE}
                RUN apt-get update && apt-get install -y --no-install-recommends tree
                COPY hello /hello
                RUN useradd -m -u 1234 worker
                USER worker
                """);
        var source = new ImageSource.Build(
                "dev/Containerfile", "dev/files", Map.of("BASE", BOOKWORM.tag().value()), Optional.empty());

        var machine = obtain(source, Optional.empty());

        assertThat(machine.user()).isEqualTo(new LoginUser("worker", 1234, 1234, "/home/worker"));
        assertThat(machine.image().user()).isIn("0:0", "0", "root");
        assertThat(engine.images.read(machine.image().tag(), "/hello")).contains("one");
        assertThat(obtain(source, Optional.empty())).isEqualTo(machine);

        Files.writeString(checkout.resolve("dev/files/hello"), "two");
        var changed = obtain(source, Optional.empty());
        assertThat(changed.image().tag()).isNotEqualTo(machine.image().tag());
        assertThat(engine.images.read(changed.image().tag(), "/hello")).contains("two");
    }

    @Test
    void aContainerfileHasItsOwnShellAndKeepsItsSteps() throws IOException {
        var text = """
                FROM %s
                SHELL ["/bin/bash", "-o", "pipefail", "-c"]
                RUN cat /proc/sys/kernel/random/uuid > /made && echo $0 > /shell
                """.formatted(BOOKWORM.tag().value());
        Files.writeString(checkout.resolve("Steps"), text);
        var source = new ImageSource.Build("Steps", "", Map.of(), Optional.empty());
        var first = obtain(source, Optional.empty()).image().tag();
        Files.writeString(checkout.resolve("Steps"), text + "RUN echo more > /more\n");

        var second = obtain(source, Optional.empty()).image().tag();

        assertThat(engine.images.read(second, "/shell")).contains("/bin/bash\n");
        assertThat(engine.images.read(second, "/more")).contains("more\n");
        assertThat(engine.images.read(second, "/made")).isEqualTo(engine.images.read(first, "/made"));
    }

    @Test
    void aBuildDoesAsItIsTold() throws IOException {
        Files.writeString(checkout.resolve("Told"), """
                FROM %s
                RUN ls /sys/class/net > /networks; grep -c 10.1.2.3 /etc/hosts > /hosts || true
                """.formatted(BOOKWORM.tag().value()));

        var named = obtain(told(List.of("db:10.1.2.3"), true), Optional.empty());
        var alone = obtain(told(List.of(), false), Optional.empty());

        assertThat(engine.images.read(named.image().tag(), "/hosts")).contains("1\n");
        assertThat(named.image().labels()).containsEntry("told", "yes");
        assertThat(engine.images.read(named.image().tag(), "/networks").orElseThrow())
                .contains("eth0");
        assertThat(engine.images.read(alone.image().tag(), "/networks").orElseThrow())
                .doesNotContain("eth0");
    }

    private static ImageSource.Build told(List<String> hosts, boolean hasNetwork) {
        var settings = new BuildSettings(Map.of("told", "yes"), hosts, hasNetwork, false);
        return new ImageSource.Build("Told", "", Map.of(), Optional.empty(), Optional.empty(), settings);
    }

    @Test
    void anImageThatLiesOfItsHistoryLendsNoLayer() throws IOException {
        var text = "FROM %s%nRUN whoami > /who%n".formatted(BOOKWORM.tag().value());
        Files.writeString(checkout.resolve("Who"), text);
        var liar = Files.writeString(checkout.resolve("liar"), "#!/bin/sh\necho liar\n");
        assertThat(liar.toFile().setExecutable(true)).isTrue();
        var hostile = new ImageTag("localhost/hostile:1");
        var argv = new ProcessBuilder("podman", "build", "--isolation", "chroot", "--format", "docker", "--layers");
        argv.command().addAll(List.of("--volume", liar + ":/usr/bin/whoami", "-t", hostile.value(), "-f", "Who", "."));
        argv.directory(checkout.toFile()).inheritIO();
        try {
            assertThat(argv.start().onExit().join().exitValue()).isZero();
            assertThat(engine.images.read(hostile, "/who")).contains("liar\n");
            var bare = new ImageMaker(Recorded::new, () -> MachineSettings.NONE);
            var source = new ImageSource.Build("Who", "", Map.of(), Optional.empty());

            new Phases(engine, InstantSource.system())
                    .run(Phase.IMAGE, Duration.ofMinutes(2), step -> bare.base(source, checkout, step));

            assertThat(engine.images.read(built.getFirst(), "/who")).contains("root\n");
        } finally {
            engine.images.remove(hostile);
        }
    }

    @Test
    void otherSystemsAreRefused() throws IOException {
        Files.writeString(checkout.resolve("Empty"), "FROM scratch\nCOPY Empty /\n");
        var source = new ImageSource.Build("Empty", "", Map.of(), Optional.empty());

        assertCode(source, ProblemCode.IMAGE_NOT_SUPPORTED);
    }

    @Test
    void pathsOutOfTheRepositoryAreRefused() throws IOException {
        Files.createSymbolicLink(checkout.resolve("out"), Path.of("/etc"));

        assertCode(new ImageSource.Build("out/passwd", "", Map.of(), Optional.empty()), ProblemCode.DEFINITION_INVALID);
        assertCode(new ImageSource.Build("../x", "", Map.of(), Optional.empty()), ProblemCode.DEFINITION_INVALID);
        assertCode(new ImageSource.Build("no-file", "out", Map.of(), Optional.empty()), ProblemCode.DEFINITION_INVALID);
    }

    private void assertCode(ImageSource source, ProblemCode code) {
        assertThatThrownBy(() -> obtain(source, Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(code));
    }

    private MachineImage obtain(ImageSource source, Optional<String> user) {
        return new Phases(engine, InstantSource.system())
                .run(
                        Phase.IMAGE,
                        Duration.ofMinutes(10),
                        step -> maker.machine(
                                maker.base(source, checkout, step),
                                List.of(),
                                new Users(Optional.empty(), user, Optional.empty()),
                                step));
    }

    /** Remembers what was built of the user's images, newest first. */
    private final class Recorded implements Images {

        @Override
        public Optional<Image> find(ImageTag tag) {
            return engine.images.find(tag);
        }

        @Override
        public Image pull(ImageTag reference, Phase phase, Progress progress) {
            return engine.images.pull(reference, phase, progress);
        }

        @Override
        public Image build(ContainerBuild build, Phase phase, Progress progress) {
            if (phase == Phase.IMAGE) {
                built.addFirst(build.tag());
            }
            return engine.images.build(build, phase, progress);
        }

        @Override
        public Image obtainBase(DebianSystem base, Progress progress) {
            return engine.images.obtainBase(base, progress);
        }

        @Override
        public Optional<String> read(ImageTag tag, String path) {
            return engine.images.read(tag, path);
        }

        @Override
        public void remove(ImageTag tag) {
            engine.images.remove(tag);
        }
    }
}
