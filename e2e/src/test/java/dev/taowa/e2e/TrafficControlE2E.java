package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The example whose services are built and run by the cluster inside one workspace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrafficControlE2E {

    private static final Duration FINES_LIMIT = Duration.ofMinutes(2);

    private final Taowa taowa = Taowa.fresh();
    private final Path project = taowa.folder().resolve("traffic-control");
    private final Chromium chromium = new Chromium();

    @BeforeAll
    void up() {
        Folders.copy(Taowa.HOME.resolve("examples/traffic-control"), project);
        taowa.with(Map.of("TAOWA_KUBERNETES", Testbed.kubernetes())).up(project.toString(), "--ide", "none");
    }

    @AfterAll
    void close() {
        try (taowa) {
            chromium.close();
        }
    }

    @Test
    @Order(1)
    void upEndsWithAllPodsRunning() {
        assertThat(taowa.sh(
                        "traffic-control",
                        "kubectl -n traffic-control get deployments --no-headers"
                                + " -o custom-columns=A:.metadata.name,B:.status.readyReplicas | sort | tr -s ' '"))
                .isEqualTo("""
                        broker 1
                        cameras 1
                        control 1
                        fines 1
                        mail 1
                        registration 1
                        state 1""");
    }

    @Test
    @Order(2)
    void finesArriveOnTheMailPage() {
        try (var page = chromium.page()) {
            page.setDefaultTimeout((double) FINES_LIMIT.toMillis());
            page.navigate(taowa.json("open", "traffic-control", "30025", "--no-browser", "--json")
                    .path("url")
                    .asText());

            var first = page.locator("article").first();
            first.waitFor();

            assertThat(page.title()).isEqualTo("Mail");
            assertThat(first.locator("h2").textContent()).matches("Fine of \\d+ euros for [A-Z0-9-]{8}");
            assertThat(first.getByText("Please pay", new Locator.GetByTextOptions())
                            .textContent())
                    .contains("Dear ", "km/h too fast");
            page.screenshot(new Page.ScreenshotOptions().setPath(Taowa.ARTIFACTS.resolve("traffic-control.png")));
        }
    }

    @Test
    @Order(3)
    void nothingIsLeftOfIt() {
        taowa.remove("traffic-control");

        assertThat(Machine.onEngine(taowa.stateId())).isEmpty();
    }
}
