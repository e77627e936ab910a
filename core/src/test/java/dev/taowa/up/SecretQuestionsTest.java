package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.api.GivenSecrets;
import dev.taowa.definition.Definition;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretQuestionsTest {

    private static final String WANTED = """
            {"secrets": {
              "TOKEN": {"description": "reads packages", "documentationUrl": "https://example.test/tokens"},
              "KEY": {}}}""";

    @TempDir
    private Path folder;

    private final Kept kept = new Kept();
    private final List<Event> events = new ArrayList<>();
    private final Wish wish =
            new Wish(WorkspaceId.random(), new WorkspaceName("demo"), "/src", UpRequests.of("/src"), Instant.EPOCH);

    private static final class Kept implements Secrets {

        private final Map<WorkspaceId, KeptSecrets> all = new HashMap<>();

        @Override
        public KeptSecrets find(WorkspaceId id) {
            return all.getOrDefault(id, KeptSecrets.NONE);
        }

        @Override
        public void save(WorkspaceId id, KeptSecrets secrets) {
            all.put(id, secrets);
        }

        @Override
        public void forget(WorkspaceId id) {
            all.remove(id);
        }
    }

    @Test
    void whatIsGivenIsKeptAndNeedNotBeGivenAgain() {
        settle(WANTED, given(false, "TOKEN", "t0p", "KEY", "k", "OTHER", "not asked for"));

        var later = settle(WANTED, GivenSecrets.NONE);

        assertThat(later.values().keySet()).containsExactlyInAnyOrder("TOKEN", "KEY");
        assertThat(later.values())
                .hasEntrySatisfying(
                        "TOKEN", secret -> assertThat(secret.revealText()).isEqualTo("t0p"));
        assertThat(events).isEmpty();
        assertThat(kept.find(wish.id()).values()).doesNotContainKey("OTHER");
    }

    @Test
    void aRevisionChangesWithTheValuesAndOnlyThen() {
        var first = settle(WANTED, given(false, "TOKEN", "a"));
        var same = settle(WANTED, given(false, "TOKEN", "a"));
        var other = settle(WANTED, given(false, "TOKEN", "b"));

        assertThat(same.revision()).isEqualTo(first.revision());
        assertThat(other.revision()).isNotEqualTo(first.revision()).isNotBlank();
    }

    @Test
    void whatIsMissingIsAskedForWhereSomebodyCanAnswer() {
        assertThatThrownBy(() -> settle(WANTED, given(true, "KEY", "k")))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.SECRETS_WANTED);
                    assertThat(thrown.problem().what()).contains("TOKEN").doesNotContain("KEY");
                });
        assertThat(events)
                .containsExactly(new Event.SecretWanted("TOKEN", "reads packages", "https://example.test/tokens"));
    }

    @Test
    void whoHasNoneToGiveIsNotAskedAgain() {
        settle(WANTED, given(false, "KEY", "k", "TOKEN", ""));
        events.clear();

        var secrets = settle(WANTED, given(true));

        assertThat(secrets.values().keySet()).containsExactly("KEY");
        assertThat(events).singleElement().asString().contains("TOKEN", "--recreate");
        settle(WANTED, given(false, "TOKEN", "later"));
        assertThat(settle(WANTED, given(false, "TOKEN", "")).values()).containsKey("TOKEN");
    }

    @Test
    void whatIsMissingIsNamedWhereNobodyCanBeAsked() {
        settle(WANTED, GivenSecrets.NONE);

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Warned.class, warned -> assertThat(warned.text()).contains("TOKEN, KEY"));
    }

    @Test
    void aDefinitionThatAsksForNothingGetsNothing() {
        settle(WANTED, given(false, "TOKEN", "a", "KEY", "b"));

        assertThat(settle("{}", given(true)).values()).isEmpty();
        assertThat(settle("{\"secrets\": {\"KEY\": {}}}", given(true)).values()).containsOnlyKeys("KEY");
    }

    @Test
    void whatAProgramTellsOfThemIsLeftOut() {
        var secrets = settle(WANTED, given(false, "TOKEN", "t0p-secret\nsecond line", "KEY", "abc"));

        assertThat(secrets.masked("x=t0p-secret; second line, abc")).isEqualTo("x=***; ***, abc");
    }

    @Test
    void oneThatHoldsAnotherIsLeftOutWhole() {
        var secrets = settle(WANTED, given(false, "TOKEN", "s3cret", "KEY", "s3cret-and-more"));
        var turned = settle(WANTED, given(false, "TOKEN", "s3cret-and-more", "KEY", "s3cret"));

        assertThat(secrets.masked("x=s3cret-and-more, s3cret")).isEqualTo("x=***, ***");
        assertThat(turned.masked("x=s3cret-and-more, s3cret")).isEqualTo("x=***, ***");
    }

    private static GivenSecrets given(boolean asks, String... namesAndValues) {
        var values = new HashMap<String, Secret>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            values.put(namesAndValues[index], Secret.of(namesAndValues[index + 1]));
        }
        return new GivenSecrets(values, asks);
    }

    private KeptSecrets settle(String json, GivenSecrets given) {
        var definition = read(json);
        var request = UpRequests.of("/src").giving(given);
        return new Phases(this::note, InstantSource.fixed(Instant.EPOCH))
                .run(
                        Phase.DEFINITION,
                        Duration.ofMinutes(1),
                        step -> new SecretQuestions(kept).settle(wish, definition, request, step));
    }

    private void note(Event event) {
        if (event instanceof Event.Warned || event instanceof Event.SecretWanted) {
            events.add(event);
        }
    }

    private Definition read(String json) {
        try {
            var real = folder.toRealPath();
            Files.writeString(real.resolve(".devcontainer.json"), json);
            return new DefinitionReader(real)
                    .read(new Checkout(new Source.Folder(real), real, ""), DefinitionChoice.NONE, Map.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
