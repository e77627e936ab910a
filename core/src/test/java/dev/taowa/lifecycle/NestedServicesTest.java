package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.Definition;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedServicesTest {

    private static final String COMPOSE = "{\"dockerComposeFile\": \"c.yaml\", \"service\": \"app\"}";
    private static final String CLUSTER =
            "{\"features\": {\"taowa/kubernetes\": {\"distribution\": \"components\", \"binaries\": \"/k\"}}}";

    @TempDir
    private Path folder;

    private final AtomicInteger status = new AtomicInteger();
    private final RecordedSessions sessions = new RecordedSessions((_, lines) -> {
        List.of(
                        "one",
                        "two",
                        "three",
                        "four",
                        "Failed to start taowa-compose.service - Services of the Compose project.")
                .forEach(lines);
        return status.get();
    });

    @Test
    void theUnitsOfWhatIsAskedForAreWaitedFor() throws IOException {
        await(read(COMPOSE));
        await(read(CLUSTER));
        await(read("{}"));

        assertThat(sessions.ran())
                .allSatisfy(command -> assertThat(command.user()).isEqualTo("root"))
                .extracting(command -> command.argv().getLast())
                .containsExactly("taowa-compose", "taowa-kubernetes");
        assertThat(NestedServices.has(read("{}"))).isFalse();
    }

    @Test
    void aFailureEndsWithTheirOwnLastWords() throws IOException {
        status.set(1);
        var definition = read(COMPOSE);

        assertThatThrownBy(() -> await(definition)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.SERVICES_FAILED);
            assertThat(thrown.problem().what())
                    .isEqualTo("the services of the Compose project did not come up: two / three / four");
            assertThat(thrown.problem().fix()).contains("journalctl");
        });
    }

    private void await(Definition definition) {
        new Phases(_ -> {}, InstantSource.fixed(Instant.EPOCH)).run(Phase.SERVICES, Duration.ofMinutes(1), step -> {
            new NestedServices(sessions).await(LifecycleBench.WORKSPACE, definition, step);
            return "";
        });
    }

    private Definition read(String json) throws IOException {
        Files.writeString(folder.resolve(".devcontainer.json"), json);
        Files.writeString(folder.resolve("c.yaml"), "services: {app: {image: a}, db: {image: b}}\n");
        var checkout = new Checkout(new Source.Folder(folder.toRealPath()), folder.toRealPath(), "");
        return new DefinitionReader(folder).read(checkout, DefinitionChoice.NONE, Map.of());
    }
}
