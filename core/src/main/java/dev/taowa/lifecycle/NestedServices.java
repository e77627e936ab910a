package dev.taowa.lifecycle;

import dev.taowa.definition.DeclaredCompose;
import dev.taowa.definition.Definition;
import dev.taowa.definition.OwnFeature;
import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Step;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Waits for what a workspace's own systemd starts inside it at every boot: the other services of a Compose project,
 * until those that the workspace's service depends on are as far as it asks, the nodes of a cluster, until they are
 * ready, and what is put into it.
 *
 * <p>Safe for use by many threads.
 */
public final class NestedServices {

    /** The unit's words as it says them, until it is active or has failed; one that can look for changes does. */
    private static final String FOLLOWED = """
            unit=$1.service
            journalctl --unit "$unit" --boot --follow --lines all --output cat & follower=$!
            systemctl start "$unit"
            status=$?
            if [ $status -eq 0 ] && [ "$(systemctl show --property CanReload --value "$unit")" = yes ]; then
                systemctl reload "$unit"
                status=$?
            fi
            kill $follower
            if [ $status -ne 0 ]; then
                journalctl --sync
                journalctl --unit "$unit" --boot --lines 8 --output cat
            fi
            exit $status
            """;

    /** What systemd says of every unit that fails, whatever the reason. */
    private static final Pattern BY_SYSTEMD = Pattern.compile(
            "taowa-[a-z-]+\\.service: |Failed to start |Job for |See \"systemctl |Reload failed for |(?:Starting|Started|Stopped|Finished|Reloading|Reloaded) taowa-");

    private final Sessions sessions;

    public NestedServices(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What is waited for. */
    private record Service(String unit, String name) {}

    /** Whether the definition has anything to wait for. */
    public static boolean has(Definition definition) {
        return !services(definition).isEmpty();
    }

    private static List<Service> services(Definition definition) {
        var services = new ArrayList<Service>();
        if (definition.compose().filter(DeclaredCompose::hasOthers).isPresent()) {
            services.add(new Service("taowa-compose", "the services of the Compose project"));
        }
        if (definition.kubernetes().isPresent()) {
            services.add(new Service("taowa-kubernetes", "the Kubernetes cluster"));
        }
        if (definition.features().asksFor(OwnFeature.DAPR.id())) {
            services.add(new Service("taowa-dapr", "Dapr"));
        }
        return services;
    }

    /** Returns when they are up; SERVICES_FAILED says what their own output ends with. */
    public void await(Workspace workspace, Definition definition, Step step) throws IOException {
        for (var service : services(definition)) {
            step.line("waiting for " + service.name());
            await(workspace, service, step);
        }
    }

    private void await(Workspace workspace, Service service, Step step) throws IOException {
        var last = new LastWords();
        var argv = List.of("sh", "-c", FOLLOWED, "sh", service.unit());
        var status = sessions.run(workspace, new Command("root", argv, Map.of(), "/"), line -> {
            step.line(line);
            if (!BY_SYSTEMD.matcher(line).lookingAt()) {
                last.accept(line);
            }
        });
        if (status != 0) {
            throw new ProblemException(new Problem(
                    ProblemCode.SERVICES_FAILED,
                    "%s did not come up%s".formatted(service.name(), last.after(": ")),
                    "mend that and run `taowa up` again, or look with `taowa exec %s -- sudo journalctl -b -u '%s*'`"
                            .formatted(workspace.name(), service.unit())));
        }
    }
}
