package dev.taowa.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {

    @TempDir
    private Path top = Path.of("");

    private TemplateFolder minimal() {
        return TemplateFolder.minimal(top.resolve("mine"));
    }

    @Test
    void whatTellsOfTheTemplateIsNotCopied() {
        var template = minimal()
                .with("README.md", "")
                .with("NOTES.md", "")
                .with("docs/README.md", "")
                .with(".git/config", "")
                .with("run.sh", "#!/bin/sh\n")
                .read();

        var files = template.apply(TemplateParameters.of(template.description(), Map.of()));

        assertThat(files)
                .extracting(TemplateFile::path)
                .containsExactly(".devcontainer/devcontainer.json", "docs/README.md", "run.sh");
        assertThat(files).extracting(TemplateFile::mode).containsExactly(0644, 0644, 0755);
    }

    @Test
    void optionsAreReadWithTheirKinds() {
        var template = minimal().with("devcontainer-template.json", """
                {"id": "mine", "version": "1.0.0", "name": "Mine", "options": {
                  "a": {"type": "string", "enum": ["x", "y"], "default": "y"},
                  "b": {"type": "string", "proposals": ["1", "2"], "description": "B"},
                  "c": {"type": "boolean", "default": true},
                  "d": {"type": "number", "default": 4}
                }, "optionalPaths": ["hello.txt", "src/*"]}""").read();

        var options = template.description().options();

        assertThat(options)
                .extracting(TemplateOption::kind)
                .containsExactly(
                        TemplateOption.Kind.CHOICE,
                        TemplateOption.Kind.TEXT,
                        TemplateOption.Kind.BOOLEAN,
                        TemplateOption.Kind.NUMBER);
        assertThat(options).extracting(TemplateOption::defaultValue).containsExactly("y", "1", "true", "4");
        assertThat(options.get(0).values()).containsExactly("x", "y");
    }

    @Test
    void helloWorldIsLeftOutOfAFolderThatHasSomething() {
        var template = minimal()
                .with("devcontainer-template.json", """
                        {"id": "mine", "version": "1.0.0", "name": "Mine", "optionalPaths": ["hello.txt", "src/*"]}""")
                .with("hello.txt", "")
                .with("src/a/b.txt", "")
                .with("srcs.txt", "")
                .read();

        assertThat(template.applyEnvironment(TemplateParameters.of(template.description(), Map.of())))
                .extracting(TemplateFile::path)
                .containsExactly(".devcontainer/devcontainer.json", "srcs.txt");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        var broken = minimal().with("devcontainer-template.json", """
                {"id": "a b", "options": {
                  "a": {"type": "list"},
                  "b": {"type": "string", "enum": []},
                  "c": {"type": "number", "default": "many"},
                  "d e": {}
                }, "keywords": "java"}""");

        refused(
                broken::read,
                "\"version\" is missing",
                "\"id\" must be letters",
                "\"options.a\" must have the \"type\"",
                "\"options.b\" has an \"enum\" without values",
                "\"options.c\" has an unfit default",
                "\"options.d e\" is no name",
                "\"keywords\" must be an array");
    }

    @Test
    void aFolderWithoutATemplateSaysWhatItLacks() throws IOException {
        Files.createDirectories(top.resolve("empty"));

        refused(() -> Templates.read(top.resolve("empty")), "there is no devcontainer-template.json");
        refused(
                () -> new TemplateFolder(top.resolve("half"))
                        .with("devcontainer-template.json", TemplateFolder.MINIMAL)
                        .read(),
                "there is no .devcontainer/devcontainer.json");
    }

    @Test
    void aLinkIsRefused() throws IOException {
        var folder = minimal();
        Files.createSymbolicLink(folder.path().resolve("passwd"), Path.of("/etc/passwd"));

        refused(folder::read, "passwd is neither a file nor a folder");
    }

    @Test
    void aNameThatIsNoLineIsRefused() {
        refused(minimal().with("a\nb", "")::read, "the name a?b is too long or not one line");
    }

    @Test
    void aCollectionIsRefused() {
        var folder = minimal();
        for (var i = 0; i < 1000; i++) {
            folder.with("files/" + i, "");
        }

        refused(folder::read, "larger than 1000 files");
    }

    @Test
    void anUnknownWordListsTheKnownOnes() {
        assertThatThrownBy(() -> Templates.builtIn("jvaa")).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.BAD_ARGUMENT);
            assertThat(thrown.problem().what()).contains("did you mean \"java\"?");
            assertThat(thrown.problem().fix()).contains("java", "vm");
        });
    }

    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.DEFINITION_INVALID);
            assertThat(thrown.problem().what()).contains(words).doesNotContain("\n");
            assertThat(thrown.problem().fix()).isNotBlank();
        });
    }
}
