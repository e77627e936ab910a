package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    private static final String CALLS =
            "import urllib.request as r; print(r.urlopen(\"http://localhost:3500/v1.0/calls\").read().decode())";

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

    /** Dapr is not to be had everywhere: a stand-in answers as its HTTP API is written down. */
    @Test
    @Order(3)
    void withSidecarsTheServicesSpeakToThoseAlone() {
        Folders.copy(Taowa.HOME.resolve("e2e/src/test/resources/sidecar"), project.resolve("manifests/sidecar"));
        sh("kubectl -n traffic-control delete deployment broker state mail && ./deploy sidecar");

        for (var service : List.of(
                "cameras [\"publish\"]", "control [\"publish\", \"state\"]", "fines [\"bindings\", \"invoke\"]")) {
            var name = service.substring(0, service.indexOf(' '));
            Await.until(
                    service,
                    FINES_LIMIT,
                    () -> service.equals(name + " "
                            + sh(
                                    "kubectl -n traffic-control exec $(kubectl -n traffic-control get pods -l app=%s --no-headers | grep -v Terminating | cut -d ' ' -f 1) -c sidecar -- python3 -c '%s'"
                                            .formatted(name, CALLS))));
        }
        var link = Web.link(taowa, "traffic-control", "30025");
        assertThat(Web.get(Web.origin(link), Web.cookie(link)).body()).contains("Fine of ", "Please pay");
    }

    private String sh(String line) {
        return taowa.sh("traffic-control", line);
    }

    @Test
    @Order(4)
    void nothingIsLeftOfIt() {
        taowa.remove("traffic-control");

        assertThat(Machine.onEngine(taowa.stateId())).isEmpty();
    }
}
