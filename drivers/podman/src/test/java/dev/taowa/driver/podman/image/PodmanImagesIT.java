package dev.taowa.driver.podman.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.BuildSettings;
import dev.taowa.driver.podman.root.Program;
import dev.taowa.image.BuildContext;
import dev.taowa.image.ContainerBuild;
import dev.taowa.image.ContextEntry;
import dev.taowa.image.DebianSystem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.workspace.ImageTag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodmanImagesIT {

    private static final long BASE_LIMIT_BYTES = 250_000_000;

    private final String own = UUID.randomUUID().toString();
    private TestEngine engine;

    @BeforeAll
    void start() {
        engine = new TestEngine();
        engine.images.obtainBase(DebianSystem.DEBIAN, engine);
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    @Test
    void baseIsMadeOnceAndSmall() {
        var started = System.nanoTime();

        var base = engine.images.obtainBase(DebianSystem.DEBIAN, engine);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        var size = engine.root.run(Program.of("podman", "image", "inspect", "--format", "{{.Size}}", base.id()));
        assertThat(Long.parseLong(size.output().getFirst())).isLessThan(BASE_LIMIT_BYTES);
    }

    @Test
    void readsFilesOfImages() {
        var base = DebianSystem.DEBIAN.tag();

        assertThat(engine.images.read(base, "/etc/passwd")).get().asString().contains("root:x:0:0");
        assertThat(engine.images
                        .read(base, "/etc/os-release")
                        .or(() -> engine.images.read(base, "/usr/lib/os-release")))
                .get()
                .asString()
                .contains("ID=debian");
        assertThat(engine.images.read(base, "/no/such/file")).isEmpty();
        assertThat(engine.images.read(base, "/etc")).isEmpty();
    }

    @Test
    void buildStreamsLinesAndSetsLabels() {
        var tag = tag("good");
        try {
            var image = engine.images.build(
                    build(tag, "FROM base\nARG WORD\nRUN echo hello $WORD\nCOPY given /given\n"), Phase.IMAGE, engine);

            assertThat(image.labels()).containsEntry("dev.taowa.test", "quo\"ted $x");
            assertThat(engine.lines()).contains("hello $(world) 'x'");
            assertThat(engine.images.read(tag, "/given")).contains("content");
            assertThat(engine.images.find(tag)).contains(image);
        } finally {
            engine.images.remove(tag);
        }
        assertThat(engine.images.find(tag)).isEmpty();
    }

    @Test
    void failingStepIsNamed() {
        var text = "FROM base\nRUN true\nRUN echo why; exit 7\n";

        assertThatThrownBy(() -> engine.images.build(build(tag("bad"), text), Phase.IMAGE, engine))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.IMAGE_BUILD_FAILED);
                    assertThat(thrown.problem().what())
                            .contains("step 3/", "RUN echo why; exit 7", "why")
                            .doesNotContain("\n");
                });
    }

    @Test
    void missingImageIsNotFound() {
        for (var name :
                List.of("localhost/taowa/no-such-image:1", "registry.invalid/x:1", "no-such-image-" + own, "A B")) {
            assertThatThrownBy(() -> engine.images.pull(new ImageTag(name), Phase.IMAGE, engine))
                    .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                        assertThat(thrown.problem().code()).isEqualTo(ProblemCode.IMAGE_NOT_FOUND);
                        assertThat(thrown.problem().what()).contains(name);
                    });
        }
    }

    @Test
    void packagesInstallInABuildAsOnTheHost() {
        var tag = tag("apt");
        try {
            engine.images.build(
                    build(tag, "FROM base\nRUN apt-get update && apt-get install -y --no-install-recommends tree\n"),
                    Phase.IMAGE,
                    engine);

            assertThat(engine.events.stream().anyMatch(PodmanImagesIT::isStepOfImage))
                    .isTrue();
        } finally {
            engine.images.remove(tag);
        }
    }

    private static boolean isStepOfImage(Event event) {
        return event instanceof Event.Advanced advanced
                && advanced.phase() == Phase.IMAGE
                && advanced.unit() == Event.Unit.STEPS;
    }

    private ImageTag tag(String name) {
        return new ImageTag("localhost/taowa-test/" + name + ":" + own);
    }

    private static ContainerBuild build(ImageTag tag, String text) {
        var context = new BuildContext(List.of(
                ContextEntry.Given.of("Containerfile", 0644, text.getBytes(StandardCharsets.UTF_8)),
                ContextEntry.Given.of("given", 0600, "content".getBytes(StandardCharsets.UTF_8))));
        return new ContainerBuild(
                tag,
                context,
                "Containerfile",
                Map.of("WORD", "$(world) 'x'"),
                Optional.empty(),
                Map.of("dev.taowa.test", "quo\"ted $x"),
                Map.of("base", DebianSystem.DEBIAN.tag().value()),
                BuildSettings.NONE,
                false);
    }
}
