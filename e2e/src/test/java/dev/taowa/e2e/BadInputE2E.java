package dev.taowa.e2e;

import static dev.taowa.e2e.GitSourceE2E.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Wrong input gets a clear problem, a fix, the right exit status, and loses nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputE2E {

    private final Taowa taowa = Taowa.fresh();

    @AfterEach
    void removeWorkspaces() {
        taowa.list().forEach(one -> taowa.remove(one.path("name").asText()));
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    private Path project(String name, String json) {
        return Folders.project(taowa.folder(), name, json);
    }

    private Programs.Result up(Path project, String... more) {
        var arguments = new ArrayList<>(List.of("up", project.toString(), "--ide", "none"));
        arguments.addAll(List.of(more));
        return taowa.run(arguments.toArray(String[]::new));
    }

    @Test
    void malformedJsonIsFoundByLineAndColumn() {
        var result = up(project("malformed", "{\n  // fine\n  \"image\": \"a\",\n  \"name\" \"b\"\n}\n"));

        assertProblem(result, 2, "devcontainer.json");
        assertThat(result.err()).containsPattern("line 4|:4:");
        assertThat(result.err()).containsPattern("column 1[0-9]|:4:1[0-9]");
    }

    @Test
    void valuesOfTheWrongKindAreNamedTogether() {
        var result = up(project("wrong", "{\"forwardPorts\": \"x\", \"remoteUser\": 7}"));

        assertProblem(result, 2, "forwardPorts");
        assertThat(result.err()).contains("remoteUser");
    }

    @Test
    void whatHasNoEffectIsNamedAloud() {
        var result = up(project("partly", "{\"secrets\": {\"TOKEN\": {}}, \"unheardOf\": 1}"))
                .orFail();

        assertThat(result.err()).contains("secrets").contains("unheardOf");
    }

    @Test
    void aFeatureThatCannotBeFetchedIsAProblem() {
        assertProblem(up(project("featured", "{\"features\": {\"localhost:1/a/b:1\": {}}}")), 2, "localhost:1");
        assertProblem(up(project("absent", "{\"features\": {\"./none\": {}}}")), 2, "none");
    }

    @Test
    void oneOfSeveralDefinitionsMustBeChosen() {
        var project = project("several", "{}");
        Folders.delete(project.resolve(".devcontainer"));
        Folders.write(project.resolve(".devcontainer/a/devcontainer.json"), "{\"name\": \"a\"}");
        Folders.write(project.resolve(".devcontainer/b/devcontainer.json"), "{\"name\": \"b\"}");

        assertProblem(up(project), 2, "--config .devcontainer/a/devcontainer.json");
        up(project, "--config", ".devcontainer/b/devcontainer.json").orFail();
    }

    @Test
    void anUnknownImageIsAProblem() {
        assertProblem(
                up(project("image", "{\"image\": \"localhost/no-such-image:1\"}")), 2, "localhost/no-such-image:1");
    }

    @Test
    void anUnknownHostIsAProblem() {
        assertProblem(up(project("host", "{}"), "--host", "mars"), 2, "mars");
    }

    @Test
    void wrongArgumentsAreProblems() {
        assertProblem(taowa.run("up", taowa.folder().resolve("not-there").toString()), 2, "not-there");
        assertProblem(up(project("named", "{}"), "--name", "Not A Name!"), 2, "Not A Name!");
        assertProblem(up(project("ided", "{}"), "--ide", "emacs"), 2, "emacs");
        assertProblem(taowa.run("show", "nobody"), 2, "nobody");
        assertProblem(taowa.run("rm", "--yes", "nobody"), 2, "nobody");
        assertProblem(taowa.run("exec", "nobody", "--", "true"), 2, "nobody");
        assertThat(taowa.run("no-such-command").status()).isEqualTo(2);
    }

    @Test
    void aTakenNameIsAProblemAndItsWorkspaceIsLeftAlone() {
        up(project("taken", "{}")).orFail();

        assertProblem(up(project("other", "{}"), "--name", "taken"), 2, "taken");

        assertThat(taowa.exec("taken", "true").status()).isZero();
    }

    @Test
    void withoutATerminalRmAsksForYes() {
        up(project("asked", "{}")).orFail();

        assertProblem(taowa.run("rm", "asked"), 2, "--yes");

        assertThat(taowa.status("asked")).isEqualTo("running");
    }

    @Test
    void aWorkspaceOfADeletedFolderIsStillRemoved() {
        var project = project("deleted", "{}");
        up(project).orFail();
        Folders.delete(project);

        assertThat(taowa.run("stop", "deleted").status()).isZero();
        var start = taowa.run("start", "deleted");
        taowa.run("rm", "--yes", "deleted").orFail();

        assertProblem(start, 2, "deleted");
        assertThat(taowa.list()).isEmpty();
    }

    @Test
    void aFailedLifecycleCommandIsTheReason() {
        var project = project("lifecycle", "{\"postCreateCommand\": \"echo on its way; exit 42\"}");

        var failed = up(project);

        assertProblem(failed, 2, "postCreateCommand");
        assertThat(failed.err()).contains("42").contains("on its way");
        assertThat(taowa.show("lifecycle").path("state").asText()).isEqualTo("failed");
        assertThat(taowa.show("lifecycle").path("reason").asText()).contains("postCreateCommand");
        assertThat(taowa.run("logs", "lifecycle").orFail().out()).contains("on its way");
        Folders.write(project.resolve(".devcontainer/devcontainer.json"), "{\"postCreateCommand\": \"touch ~/done\"}");
        up(project).orFail();
        assertThat(taowa.exec("lifecycle", "test", "-e", "/home/dev/done").status())
                .isZero();
    }

    @Test
    void lifecycleCommandsRunInOrderAndOnlyWhenDue() {
        var commands = new StringBuilder("{");
        for (var name : List.of("onCreate", "updateContent", "postCreate", "postStart", "postAttach")) {
            commands.append("\"%sCommand\": [\"sh\", \"-c\", \"echo %s >> ~/ran\"],".formatted(name, name));
        }
        commands.append("\"initializeCommand\": \"echo initialize > on-host\",");
        commands.append("\"containerEnv\": {\"A\": \"1 'x'\"}, \"remoteEnv\": {\"B\": \"${containerEnv:A}2\"}}");
        var project = project("commands", commands.toString());

        up(project).orFail();

        assertThat(project.resolve("on-host")).hasContent("initialize");
        assertThat(taowa.sh("commands", "grep -v Attach ~/ran"))
                .isEqualTo("onCreate\nupdateContent\npostCreate\npostStart");
        assertThat(taowa.sh("commands", "printf %s \"$A|$B\"")).isEqualTo("1 'x'|1 'x'2");
        taowa.run("restart", "commands").orFail();
        assertThat(taowa.sh("commands", "grep -c postStart ~/ran; grep -c postCreate ~/ran"))
                .isEqualTo("2\n1");
    }

    @Test
    void withoutInstallMissingPackagesAreOnlyNamed() {
        assertThat(taowa.run("up", "--help").orFail().out()).contains("--no-install");
        assertThat(taowa.with(Map.of("TAOWA_STATE", "/proc/none")).run("ls").status())
                .isIn(2, 3);
    }
}
