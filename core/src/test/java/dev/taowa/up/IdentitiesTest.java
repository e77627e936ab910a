package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.api.GivenSecrets;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Source;
import dev.taowa.workspace.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private final InMemoryWishes wishes = new InMemoryWishes();
    private final Identities identities = new Identities(wishes, InstantSource.fixed(Instant.EPOCH));

    private Wish folder(String path) {
        return identities.of(UpRequests.of(path), new Source.Folder(Path.of(path)));
    }

    @Test
    void theSameSourceIsTheSameWorkspace() {
        var first = folder("/home/me/app");

        assertThat(folder("/home/me/app").id()).isEqualTo(first.id());
        assertThat(wishes.all()).hasSize(1);
    }

    @Test
    void anotherFolderOfTheSameNameGetsAnotherName() {
        var first = folder("/home/me/app");
        var second = folder("/home/you/app");

        assertThat(first.name().value()).isEqualTo("app");
        assertThat(second.name().value()).isEqualTo("app-2");
    }

    @Test
    void aSecondNameForOneSourceIsASecondWorkspace() {
        var first = folder("/home/me/app");
        var second =
                identities.of(UpRequests.named("/home/me/app", "other"), new Source.Folder(Path.of("/home/me/app")));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.name().value()).isEqualTo("other");
    }

    @Test
    void aNameOfAnotherSourceIsTaken() {
        folder("/home/me/app");

        assertThatThrownBy(() -> identities.of(
                        UpRequests.named("/home/you/x", "app"), new Source.Folder(Path.of("/home/you/x"))))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.NAME_TAKEN);
                    assertThat(thrown.problem().fix()).contains("--name", "taowa rm app");
                });
    }

    @Test
    void givenSecretsAreNotKept() {
        var given = new GivenSecrets(Map.of("TOKEN", Secret.of("t0p-secret")), true);
        var source = new Source.Folder(Path.of("/home/me/app"));

        for (var request : List.of(UpRequests.of("/home/me/app"), UpRequests.named("/home/me/app", "other"))) {
            var wish = identities.of(request.giving(given), source);

            assertThat(wish.request().secrets()).isEqualTo(GivenSecrets.NONE);
            assertThat(wishes.all()).contains(wish);
        }
    }

    @Test
    void credentialsOfAUrlAreNotKept() {
        var source =
                new Source.Git("https://example.test/a/b.git", Optional.empty(), "", "https://example.test/a/b.git");

        var wish = identities.of(UpRequests.of("https://me:s3cret@example.test/a/b.git"), source);

        assertThat(wish.request().toString()).doesNotContain("s3cret");
    }

    @Test
    void aLongNameLeavesRoomForItsNumber() {
        var name = "a".repeat(60);
        folder("/one/" + name);

        assertThat(folder("/two/" + name).name().value()).hasSize(40).endsWith("-2");
    }
}
