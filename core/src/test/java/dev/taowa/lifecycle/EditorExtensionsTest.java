package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.metadata.Customizations;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditorExtensionsTest {

    private final List<Event> events = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final RecordedSessions sessions = new RecordedSessions((command, lines) -> {
        var argv = command.argv();
        if (argv.getFirst().equals("cat")) {
            tried.forEach(lines);
            return 0;
        }
        if (argv.getFirst().equals("sh")) {
            tried.addAll(argv.subList(4, argv.size()));
            return 0;
        }
        if (argv.getLast().equals("not.there")) {
            List.of(
                            "Installing extensions...",
                            "getaddrinfo ENOTFOUND registry",
                            "Failed Installing Extensions: not.there",
                            "")
                    .forEach(lines);
            return 1;
        }
        return 0;
    });

    @Test
    void eachIsInstalledOnceAsTheUserFromTheChosenRegistry() {
        var extensions = new EditorExtensions(sessions, Map.of("EXTENSIONS_GALLERY", "{}"));

        install(extensions, "a.b", "-c.d", "./own.vsix");
        install(extensions, "a.b", "./own.vsix");

        assertThat(sessions.ran())
                .filteredOn(command -> command.argv().contains("--install-extension"))
                .hasSize(2)
                .allSatisfy(command -> {
                    assertThat(command.user()).isEqualTo("dev");
                    assertThat(command.folder()).isEqualTo("/workspaces/app");
                    assertThat(command.environment()).containsEntry("EXTENSIONS_GALLERY", "{}");
                })
                .extracting(command -> command.argv().getLast())
                .containsExactly("a.b", "./own.vsix");
        assertThat(events).noneMatch(Event.Warned.class::isInstance);
    }

    @Test
    void whatCannotBeHadIsAWarningThatNamesIt() {
        install(new EditorExtensions(sessions, Map.of()), "not.there", "a.b");

        assertThat(events)
                .filteredOn(Event.Warned.class::isInstance)
                .singleElement()
                .asString()
                .contains(
                        "not.there: Installing extensions... / getaddrinfo ENOTFOUND registry / Failed",
                        "taowa rebuild")
                .doesNotContain("a.b");
    }

    @Test
    void nothingIsAskedWhereNothingIsWanted() {
        install(new EditorExtensions(sessions, Map.of()));

        assertThat(sessions.ran()).isEmpty();
    }

    private void install(EditorExtensions extensions, String... wanted) {
        var customizations =
                new Customizations(List.of(wanted), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        new Phases(events::add, InstantSource.fixed(Instant.EPOCH))
                .run(Phase.ENDPOINTS, Duration.ofMinutes(1), step -> {
                    extensions.install(LifecycleBench.WORKSPACE, customizations, step);
                    return "";
                });
    }
}
