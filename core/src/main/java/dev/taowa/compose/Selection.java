package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which services of a project run beside the chosen one, and which share its network. */
final class Selection {

    private static final List<String> MODES = List.of("network_mode", "pid", "ipc");

    private final ComposeProject project;
    private final String chosen;

    Selection(ComposeProject project, String chosen) {
        this.project = project;
        this.chosen = chosen;
    }

    /** The named ones, else all whose profile is on; with all that those and the chosen one need. */
    Set<String> services(Optional<List<String>> named) {
        Collection<String> wanted = named.<Collection<String>>map(list -> list)
                .orElseGet(() -> project.services().stream().filter(this::on).toList());
        var found = new LinkedHashSet<String>();
        var left = new ArrayDeque<>(wanted);
        left.add(chosen);
        while (!left.isEmpty()) {
            var name = left.remove();
            if (found.add(name)) {
                left.addAll(needs(name));
            }
        }
        found.remove(chosen);
        var inOrder = new LinkedHashSet<>(project.services());
        inOrder.retainAll(found);
        return inOrder;
    }

    private JsonNode service(String name) {
        return project.model().path("services").path(name);
    }

    private boolean on(String name) {
        var profiles = service(name).path("profiles");
        if (profiles.isEmpty() || project.profiles().contains("*")) {
            return true;
        }
        for (var profile : profiles) {
            if (project.profiles().contains(profile.asText())) {
                return true;
            }
        }
        return false;
    }

    private Set<String> needs(String name) {
        var needs = new LinkedHashSet<String>();
        var service = service(name);
        service.path("depends_on").properties().forEach(each -> {
            if (each.getValue().path("required").asBoolean(true) || on(each.getKey())) {
                needs.add(each.getKey());
            }
        });
        service.path("links").forEach(link -> needs.add(link.asText().split(":", 2)[0]));
        service.path("volumes_from").forEach(from -> needs.add(from.asText().split(":", 2)[0]));
        MODES.forEach(mode -> shared(service, mode).ifPresent(needs::add));
        needs.retainAll(project.services());
        return needs;
    }

    /** The service that this one shares a namespace with. */
    static Optional<String> shared(JsonNode service, String mode) {
        var text = service.path(mode).asText("");
        return text.startsWith("service:") ? Optional.of(text.substring("service:".length())) : Optional.empty();
    }

    /** Services whose localhost is the chosen one's, in whichever direction they are joined. */
    Set<String> sharingNetwork() {
        var sharing = new LinkedHashSet<String>();
        sharing.add(chosen);
        var grown = true;
        while (grown) {
            grown = false;
            for (var name : project.services()) {
                var other = shared(service(name), "network_mode");
                if (other.isPresent() && sharing.contains(name) != sharing.contains(other.get())) {
                    sharing.add(name);
                    sharing.add(other.get());
                    grown = true;
                }
            }
        }
        sharing.remove(chosen);
        return sharing;
    }

    /** All that others call a service by. */
    Set<String> names(String name) {
        var names = new LinkedHashSet<String>();
        names.add(name);
        var service = service(name);
        for (var attribute : List.of("container_name", "hostname")) {
            if (service.path(attribute).isTextual()) {
                names.add(service.path(attribute).textValue());
            }
        }
        service.path("networks")
                .forEach(network -> network.path("aliases").forEach(alias -> names.add(alias.asText())));
        for (var other : project.services()) {
            service(other).path("links").forEach(link -> {
                var parts = link.asText().split(":", 2);
                if (parts[0].equals(name) && parts.length > 1) {
                    names.add(parts[1]);
                }
            });
        }
        names.removeIf(each -> !each.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,252}") || each.equals("localhost"));
        return names;
    }
}
