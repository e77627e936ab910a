package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates whose packages Debian has: each one's hello world is built and run in its own workspace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateE2E {

    private final Taowa taowa = Taowa.fresh();

    @AfterAll
    void close() {
        taowa.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node   | (npm start >/tmp/log 2>&1 &); curl -s --retry 30 --retry-connrefused localhost:3000/        | Node.js
            java   | java src/main/java/hello/Hello.java >/tmp/log 2>&1 & curl -s --retry 30 --retry-delay 1 --retry-connrefused localhost:8080/ | Java
            python | (python hello.py >/tmp/log 2>&1 &); curl -s --retry 30 --retry-connrefused localhost:8000/  | Python 3
            go     | (go run . >/tmp/log 2>&1 &); curl -s --retry 240 --retry-delay 1 --retry-connrefused localhost:8080/ | go1
            php    | curl -s --retry 30 --retry-connrefused localhost:8080/                                       | PHP
            cpp    | cmake -S . -B build -G Ninja >/tmp/log && cmake --build build >>/tmp/log && ./build/hello    | C++
            rust   | cargo run 2>/tmp/log                                                                        | Rust
            """)
    void aHelloWorldRuns(String template, String command, String said) {
        var project = taowa.folder().resolve(template);
        taowa.run("init", project.toString(), "--template", template).orFail();
        taowa.up(project.toString(), "--ide", "none");
        try {
            assertThat(taowa.sh(template, command)).contains("Hello from", said);
            assertThat(taowa.sh(template, "systemctl is-system-running")).isEqualTo("running");
        } finally {
            taowa.remove(template);
        }
    }

    @Test
    void aFolderWithoutADefinitionGetsItsLanguage() {
        var project = taowa.folder().resolve("detected");
        Folders.write(project.resolve("hello.py"), "print('Hello from detection')\n");
        Folders.write(project.resolve("requirements.txt"), "");

        var up = taowa.run("up", project.toString(), "--ide", "none").orFail();

        assertThat(up.err()).contains("template python", "taowa init");
        assertThat(taowa.sh("detected", "python hello.py")).isEqualTo("Hello from detection");
        assertThat(project.resolve(".devcontainer")).doesNotExist();
        taowa.remove("detected");
    }

    @Test
    void aTemplateOfARepositoryIsAStrangersWordAndIsNeededOnce() {
        var repository = Repository.empty(taowa.folder(), "templates")
                .write("src/tool/devcontainer-template.json", """
                        {"id": "tool", "version": "1.0.0", "options": {"who": {"type": "string", "default": "you"}}}""")
                .write("src/tool/.devcontainer/devcontainer.json", """
                        {"remoteEnv": {"WHO": "${templateOption:who}", "SEEN": "${localEnv:HOME:nothing}"},
                         "initializeCommand": "id -un > initialized"}""")
                .commit("First")
                .push("main");
        var template = "file://%s#src/tool".formatted(repository.bare());
        var project = taowa.folder().resolve("tool");
        Folders.write(project.resolve("x"), "");

        taowa.run("init", taowa.folder().resolve("written").toString(), "--template", template)
                .orFail();
        taowa.up(project.toString(), "--template", template, "--param", "who=me", "--ide", "none");

        assertThat(Folders.read(taowa.folder().resolve("written/.devcontainer/devcontainer.json")))
                .contains("\"WHO\": \"you\"");
        assertThat(taowa.sh("tool", "echo $WHO $SEEN; cat initialized")).isEqualTo("me nothing\ndev");
        assertThat(project.resolve(".devcontainer")).doesNotExist();
        Folders.delete(repository.bare());
        taowa.run("restart", "tool").orFail();
        assertThat(taowa.sh("tool", "echo $WHO")).isEqualTo("me");
        taowa.remove("tool");
    }

    @Test
    void whatATemplateCannotHaveIsAnError() {
        var project = taowa.folder().resolve("wrong");
        Folders.write(project.resolve("x"), "");

        var failed = taowa.run("up", project.toString(), "--template", "cpp", "--param", "compiler=icc");
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("icc", "gcc");

        var unknown = taowa.run("up", project.toString(), "--template", "cobol");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("cobol", "fix:");

        var absent = taowa.run("up", project.toString(), "--template", "file:///nonexistent/templates#java");
        assertThat(absent.status()).isEqualTo(2);
        assertThat(absent.err()).contains("the template file:///nonexistent/templates", "fix:");
    }
}
