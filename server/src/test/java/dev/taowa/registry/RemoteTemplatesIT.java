package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.feature.PackedFeature;
import dev.taowa.git.GitCheckouts;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.template.RemoteTemplates;
import dev.taowa.template.TemplateSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates from Debian's own registry and from repositories that the real git program clones. */
class RemoteTemplatesIT {

    private static final String DESCRIPTION = """
            {"id": "mine", "version": "1.0.0", "options": {"who": {"type": "string", "enum": ["you", "me"]}}}""";
    private static final String DEFINITION = """
            {"name": "for ${templateOption:who}", "containerEnv": {"SEEN": "${localEnv:SECRET}"}}""";

    @TempDir
    private Path top;

    private Path state = Path.of("");
    private Path repository = Path.of("");
    private RemoteTemplates templates = make(Path.of("/nonexistent"));

    @SuppressWarnings("NullAway") // made before each test
    private static RemoteTemplates make(Path unused) {
        return null;
    }

    @BeforeEach
    void prepare() throws IOException {
        state = top.resolve("state");
        repository = Files.createDirectories(top.resolve("repository"));
        templates = new RemoteTemplates(
                new OciRegistry(new Logins(List.of(), Map.of())), new GitCheckouts(top.resolve("sources")), state);
    }

    private static PackedFeature packed() {
        return new PackedFeature()
                .file("./devcontainer-template.json", 0644, DESCRIPTION)
                .file("./.devcontainer/devcontainer.json", 0644, DEFINITION)
                .file("./README.md", 0644, "");
    }

    private Path fetch(String text) {
        return new Phases(_ -> {}, InstantSource.system())
                .run(Phase.DEFINITION, Duration.ofMinutes(1), step -> templates.fetch(remote(text), Map.of(), step));
    }

    private TemplateSource.Remote remote(String text) {
        return (TemplateSource.Remote) TemplateSource.parse(text, top);
    }

    private void refused(String text, String... told) {
        refused(() -> fetch(text), told);
    }

    private static void refused(ThrowingCallable call, String... told) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.TEMPLATE_UNAVAILABLE);
            assertThat(thrown.problem().what()).startsWith("the template ").contains(told);
            assertThat(thrown.problem().what()).doesNotContain("Feature", "\n");
            assertThat(thrown.problem().fix()).isNotBlank();
        });
    }

    /** What a folder without a definition gets of the template, as {@code up} reads it. */
    private Path used(String text, String who) throws IOException {
        var source = Files.createDirectories(top.resolve("source"));
        var checkout = new Checkout(new Source.Folder(source), source, "").distrusted();
        var choice = new DefinitionChoice(Optional.empty(), Optional.of(text), Map.of("who", who), false)
                .settled(templates::get);
        var definition =
                new DefinitionReader(top.resolve("made")).read(checkout, choice, Map.of("SECRET", "not for strangers"));
        assertThat(definition.name()).contains("for " + who);
        assertThat(definition.metadata().environment().container()).containsEntry("SEEN", "");
        return definition.folder().orElseThrow();
    }

    @Test
    void aRegistryGivesByTagAndByDigestAndIsNeededOnce() throws Exception {
        String tagged;
        String pinned;
        try (var registry = RealRegistry.start(top, "")) {
            var digest = registry.push("x/mine", "1", packed().tar(), Optional.empty());
            tagged = registry.host() + "/x/mine:1";
            pinned = registry.host() + "/x/mine@" + digest;

            assertThat(fetch(tagged).resolve(".devcontainer/devcontainer.json")).hasContent(DEFINITION);
            assertThat(fetch(pinned)).isEqualTo(fetch(tagged));
            refused(registry.host() + "/x/mine:2", "x/mine:2", "does not exist");
            refused(registry.host() + "/x/mine@sha256:" + "0".repeat(64), "does not exist");
        }
        // The registry is gone by now.
        assertThat(used(tagged, "me").resolve(".devcontainer/devcontainer.json"))
                .content()
                .contains("for me");
        assertThat(fetch(pinned)).isDirectory();
        refused(tagged, "nothing answers there");
        refused(() -> templates.get(remote("localhost/never/fetched:1")), "no longer on this machine");
    }

    @Test
    void bytesOfAnotherDigestAreRefused() throws Exception {
        try (var registry = RealRegistry.start(top, "")) {
            registry.push("x/mine", "1", packed().tar(), Optional.empty());
            registry.tamper(packed().tar());

            refused(registry.host() + "/x/mine:1", "its bytes have the digest");
        }
    }

    @Test
    void archivesOfThoseWhoMeanIllAreRefused() throws Exception {
        var huge = new byte[17 << 20];
        Arrays.fill(huge, (byte) 'x');
        try (var registry = RealRegistry.start(top, "")) {
            registry.push("x/out", "1", packed().file("../out", 0644, "").tar(), Optional.empty());
            var link = packed().special("./link", TarConstants.LF_SYMLINK, "/etc/passwd");
            registry.push("x/link", "1", link.tar(), Optional.empty());
            var inside = packed().special("./link", TarConstants.LF_SYMLINK, "README.md");
            registry.push("x/inside", "1", inside.tar(), Optional.empty());
            var bomb = packed().file("./huge", 0644, new String(huge, StandardCharsets.US_ASCII));
            registry.push("x/bomb", "1", bomb.tgz(), Optional.empty());
            registry.push("x/feature", "1", "{\"id\": \"go\", \"version\": \"1.0.0\"}");

            refused(registry.host() + "/x/out:1", "it has a file \"../out\"");
            refused(registry.host() + "/x/link:1", "leads to \"/etc/passwd\"");
            refused(registry.host() + "/x/inside:1", "link is neither a file nor a folder");
            refused(registry.host() + "/x/bomb:1", "larger than 16");
            refused(registry.host() + "/x/feature:1", "no devcontainer-template.json");
        }
        assertThat(top.resolve("state/fresh")).isEmptyDirectory();
    }

    private void git(String... arguments) throws Exception {
        var argv = new ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.invalid"));
        argv.addAll(List.of(arguments));
        var process = new ProcessBuilder(argv)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
    }

    private void commit(String folder, String definition) throws Exception {
        var template = Files.createDirectories(repository.resolve(folder));
        Files.createDirectories(template.resolve(".devcontainer"));
        Files.writeString(template.resolve("devcontainer-template.json"), DESCRIPTION);
        Files.writeString(template.resolve(".devcontainer/devcontainer.json"), definition);
        git("add", ".");
        git("commit", "-q", "-m", "Change");
    }

    @Test
    void aRepositoryGivesAFolderOfABranch() throws Exception {
        git("init", "-q", "-b", "main");
        commit("src/mine", DEFINITION);
        git("checkout", "-q", "-b", "other");
        commit("src/mine", DEFINITION.replace("for", "other, for"));
        git("checkout", "-q", "main");
        var url = "file://" + repository;

        var folder = fetch(url + "#src/mine");

        assertThat(folder.resolve(".devcontainer/devcontainer.json")).hasContent(DEFINITION);
        assertThat(folder.resolve(".git")).doesNotExist();
        assertThat(fetch(url + "#other:src/mine").resolve(".devcontainer/devcontainer.json"))
                .content()
                .contains("other, for");
        assertThat(used(url + "#src/mine", "you")).isDirectory();
        commit("src/mine", DEFINITION.replace("for", "for now"));
        assertThat(fetch(url + "#src/mine")).isNotEqualTo(folder);
        refused(url, "there is no devcontainer-template.json");
        refused(url + "#src/none", "has no folder \"src/none\"");
        refused(url + "#none:src/mine", "none");
        refused("file://" + top.resolve("absent"), "there is no repository at");
        assertThat(top.resolve("state/fresh")).isEmptyDirectory();
    }

    @Test
    void aRepositoryMayBeATemplateItself() throws Exception {
        git("init", "-q", "-b", "main");
        commit(".", DEFINITION);
        assertThat(fetch("file://" + repository).resolve("devcontainer-template.json"))
                .hasContent(DESCRIPTION);

        Files.createSymbolicLink(repository.resolve("passwd"), Path.of("/etc/passwd"));
        commit(".", DEFINITION);
        refused("file://" + repository, "its link \"passwd\" leads to \"/etc/passwd\"");
    }
}
