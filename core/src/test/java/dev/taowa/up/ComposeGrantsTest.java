package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.taowa.compose.ComposeGrant;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.image.Image;
import dev.taowa.image.MachineImage;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeGrantsTest {

    private static final Path SOURCE = Path.of("/home/me/shop");
    private static final List<Mount> MOUNTS =
            List.of(new Mount.Volume("home", "/home/dev", false), new Mount.Folder(SOURCE, "/workspaces/shop", false));

    private static List<PlacedFile> files(ComposeGrant... grants) {
        return new ComposeGrants(SOURCE, MOUNTS).files(List.of(grants));
    }

    private static ComposeGrant text(String target) {
        return new ComposeGrant.Text(
                target, Secret.of("s3cret"), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    @Test
    void aFileOfTheSourceIsLinkedToAtEveryBoot() {
        var files = files(new ComposeGrant.OfSource("/run/secrets/db", "conf/p%w d"));

        assertThat(files).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("/etc/tmpfiles.d/taowa-grants.conf");
            assertThat(file.content().revealText())
                    .isEqualTo("L+ \"/run/secrets/db\" - - - - /workspaces/shop/conf/p%%w d\n");
        });
    }

    @Test
    void aTextIsPlacedAndLinkedTo() {
        var files = files(
                text("/run/secrets/é %"),
                new ComposeGrant.Text(
                        "/etc/app.conf",
                        Secret.of("x"),
                        OptionalInt.of(0440),
                        OptionalInt.of(1000),
                        OptionalInt.empty()));

        assertThat(files)
                .extracting(PlacedFile::path, PlacedFile::mode)
                .containsExactly(
                        tuple("/etc/taowa/grants/0", 0444),
                        tuple("/etc/taowa/grants/1", 0440),
                        tuple("/etc/tmpfiles.d/taowa-grants.conf", 0644));
        assertThat(files.getLast().content().revealText()).isEqualTo("""
            L+ "/run/secrets/é %%" - - - - /etc/taowa/grants/0
            L+ "/etc/app.conf" - - - - /etc/taowa/grants/1
            z /etc/taowa/grants/1 - 1000 0 - -
            """);
        assertThat(files.toString()).doesNotContain("s3cret");
    }

    @Test
    void whatIsBelowAMountIsNotReplaced() {
        assertThat(files(text("/home/dev/.npmrc")).getLast().content().revealText())
                .isEqualTo("L \"/home/dev/.npmrc\" - - - - /etc/taowa/grants/0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/home", "/home/dev", "/workspaces", "/workspaces/shop", "/proc/x", "/etc/taowa/grants/0"})
    void aLinkNeverTakesThePlaceOfAMount(String target) {
        assertThatThrownBy(() -> files(text(target))).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.DEFINITION_INVALID);
            assertThat(thrown.problem().what()).contains(target);
        });
    }

    @Test
    void aFileThatIsNotMountedIsAProblem() {
        var elsewhere = List.<Mount>of(new Mount.Folder(SOURCE.resolve("app"), "/app", false));
        var grant = List.<ComposeGrant>of(new ComposeGrant.OfSource("/run/secrets/s", "s.txt"));

        assertThatThrownBy(() -> new ComposeGrants(SOURCE, elsewhere).files(grant))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("s.txt", "not in the workspace"));
    }

    @Test
    void thoseOfTheChosenServiceAreFilesOfTheMachine(@TempDir Path top) throws IOException {
        var shop = Files.createDirectory(top.toRealPath().resolve("shop"));
        Files.writeString(
                shop.resolve(".devcontainer.json"), "{\"dockerComposeFile\": \"c.yaml\", \"service\": \"app\"}");
        Files.writeString(
                shop.resolve("c.yaml"),
                "services: {app: {image: i, secrets: [s, t]}}\nsecrets: {s: {file: s.txt}, t: {environment: TOKEN}}");
        var checkout = new Checkout(new Source.Folder(shop), shop, "");
        var definition = new DefinitionReader(top.resolve("templates"))
                .read(checkout, DefinitionChoice.NONE, Map.of("TOKEN", "s3cret"));
        var planner = new Planner(definition, checkout);
        var machine = new MachineImage(
                new Image(new ImageTag("i"), "i", Map.of(), Map.of(), "", List.of(), List.of()), LoginUser.DEV);

        var files = planner.files(
                machine,
                planner.mounts(
                        LoginUser.DEV, Optional.empty(), new Mount.Shared(Path.of("/mirror"), "/opt/taowa/mirror")));

        assertThat(files)
                .extracting(PlacedFile::path)
                .containsExactly("/etc/taowa/grants/0", "/etc/tmpfiles.d/taowa-grants.conf");
        assertThat(files.getLast().content().revealText()).isEqualTo("""
            L+ "/run/secrets/s" - - - - /workspaces/shop/s.txt
            L+ "/run/secrets/t" - - - - /etc/taowa/grants/0
            """);
    }

    @Test
    void noGrantsNeedNoFiles() {
        assertThat(files()).isEmpty();
    }
}
