package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The web IDE in a real browser: opened by the link that {@code taowa open} prints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdeE2E {

    private static final double LOAD_MILLIS = 150_000;

    private final Taowa taowa = Taowa.fresh();
    private final Path project = taowa.folder().resolve("hello");
    private final Chromium chromium = new Chromium();

    @BeforeAll
    void up() throws IOException {
        Folders.copy(Taowa.HOME.resolve("examples/hello"), project);
        var definition = project.resolve(".devcontainer/devcontainer.json");
        Folders.write(definition, Folders.read(definition).replace("\"name\": \"hello\",", """
                "name": "hello", "customizations": {"vscode": {
                    "extensions": ["./greeting.vsix"], "settings": {"editor.tabSize": 7}}},"""));
        writeExtension(project.resolve("greeting.vsix"));
        taowa.up(project.toString());
    }

    /** The smallest archive that the editor takes for an extension. */
    private static void writeExtension(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("extension/package.json"));
            zip.write("""
                    {"name": "greeting", "publisher": "taowa-tests", "version": "1.0.0", "engines": {"vscode": "*"}}
                    """.getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    void close() {
        try (taowa) {
            chromium.close();
        }
    }

    private String link(String... target) {
        var arguments = new ArrayList<>(List.of("open", "hello", "--no-browser", "--json"));
        arguments.addAll(List.of(target));
        return taowa.json(arguments.toArray(String[]::new)).path("url").asText();
    }

    @Test
    void aFileIsEditedAndACommandIsRun() {
        Folders.write(project.resolve("notes.txt"), "first line\n");
        try (var page = chromium.page()) {
            page.setDefaultTimeout(LOAD_MILLIS);
            page.navigate(link(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            assertThat(page.url()).as("no token stays in the address").doesNotContain("token");
            page.waitForSelector(".monaco-workbench");

            edit(page);
            runInTerminal(page);
            picture(page);
        }
    }

    private void edit(Page page) {
        page.locator(".explorer-folders-view .monaco-list-row", named("notes.txt"))
                .dblclick();
        var lines = page.locator(".editor-instance .monaco-editor .view-lines");
        lines.first().click();
        page.keyboard().press("Control+End");
        page.keyboard().type("typed in the browser");
        page.keyboard().press("Control+s");
        Await.until(
                "the file is saved",
                Duration.ofSeconds(30),
                () -> Folders.read(project.resolve("notes.txt")).equals("first line\ntyped in the browser"));
    }

    private void runInTerminal(Page page) {
        page.keyboard().press("F1");
        page.locator(".quick-input-widget input").first().fill(">Terminal: Create New Terminal");
        page.locator(".quick-input-list .monaco-list-row").first().waitFor();
        page.keyboard().press("Enter");
        page.locator(".xterm-screen").first().waitFor();
        page.locator(".xterm-screen").first().click();
        page.keyboard()
                .type(
                        "systemctl is-system-running && id > by-terminal.txt && curl -s localhost:8080/facts | tr , '\\n'\n");
        Await.until(
                "the command ran",
                Duration.ofSeconds(60),
                () -> project.resolve("by-terminal.txt").toFile().length() > 0);
        assertThat(Folders.read(project.resolve("by-terminal.txt"))).contains("uid=1000(dev)");
    }

    private void picture(Page page) {
        page.locator(".explorer-folders-view .monaco-list-row", named("server.py"))
                .dblclick();
        page.locator(".editor-instance .monaco-editor .view-lines").first().waitFor();
        page.waitForFunction("() => document.querySelector('.view-lines').textContent.includes('json')");
        page.screenshot(new Page.ScreenshotOptions().setPath(Taowa.ARTIFACTS.resolve("workspace.png")));
        assertThat(Taowa.ARTIFACTS.resolve("workspace.png")).isNotEmptyFile();
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    @Test
    void extensionsAndSettingsOfTheDefinitionAreThere() {
        assertThat(taowa.sh("hello", "code-server --list-extensions --show-versions"))
                .contains("taowa-tests.greeting@1.0.0");
        assertThat(taowa.sh("hello", "grep tabSize /etc/taowa/ide-settings.json"))
                .contains("7");
    }

    @Test
    void thePageOfTheExampleOpens() {
        try (var page = chromium.page()) {
            page.navigate(link("8080"));
            Locator facts = page.locator("#facts");
            facts.getByText("systemd", new Locator.GetByTextOptions().setExact(true))
                    .waitFor();

            assertThat(page.title()).isEqualTo("Hello from your workspace");
            page.screenshot(new Page.ScreenshotOptions().setPath(Taowa.ARTIFACTS.resolve("hello.png")));
        }
    }

    @Test
    void theIdeStartsAgainAfterACrash() {
        var link = Web.link(taowa, "hello", "ide");
        var cookie = Web.cookie(link);
        var health = Web.origin(link).resolve("/healthz");
        assertThat(Web.get(health, cookie).statusCode()).isEqualTo(200);

        taowa.exec("hello", "sudo", "systemctl", "kill", "--signal=KILL", "taowa-ide.service")
                .orFail();

        Await.until(
                "it answers again",
                Duration.ofSeconds(60),
                () -> Web.get(health, cookie).statusCode() == 200);
        assertThat(taowa.sh("hello", "systemctl is-system-running")).isEqualTo("running");
    }
}
