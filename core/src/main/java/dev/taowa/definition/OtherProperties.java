package dev.taowa.definition;

import dev.taowa.document.Property;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says aloud which properties of a file are not carried out. */
final class OtherProperties {

    private static final Set<String> CARRIED_OUT = Set.of(
            "$schema",
            "name",
            "image",
            "build",
            "dockerFile",
            "context",
            "containerEnv",
            "remoteEnv",
            "containerUser",
            "remoteUser",
            "workspaceFolder",
            "workspaceMount",
            "mounts",
            "forwardPorts",
            "appPort",
            "portsAttributes",
            "hostRequirements",
            "features",
            "customizations",
            "initializeCommand",
            "onCreateCommand",
            "updateContentCommand",
            "postCreateCommand",
            "postStartCommand",
            "postAttachCommand");

    /** A workspace boots as a machine of its own and has every right inside. */
    private static final Set<String> ANSWERED_BY_A_MACHINE =
            Set.of("init", "privileged", "capAdd", "securityOpt", "overrideCommand", "updateRemoteUserUID");

    private static final Set<String> NOT_YET = Set.of(
            "overrideFeatureInstallOrder",
            "dockerComposeFile",
            "service",
            "runServices",
            "runArgs",
            "extensions",
            "settings",
            "devPort",
            "secrets",
            "shutdownAction",
            "userEnvProbe",
            "waitFor",
            "otherPortsAttributes",
            "entrypoint");

    private OtherProperties() {}

    static void warn(Property root) {
        root.members((name, property) -> {
            if (CARRIED_OUT.contains(name)) {
                return;
            }
            if (ANSWERED_BY_A_MACHINE.contains(name)) {
                property.warn("has no effect: a workspace is a machine of its own");
            } else if (name.equals("waitFor")) {
                property.warn("is not carried out yet: `up` waits for every command");
            } else if (NOT_YET.contains(name)) {
                property.warn("is not carried out yet");
            } else {
                property.warn("is unknown and has no effect"
                        + near(name).map(" (did you mean \"%s\"?)"::formatted).orElse(""));
            }
        });
    }

    private static Optional<String> near(String name) {
        return List.of(CARRIED_OUT, NOT_YET, ANSWERED_BY_A_MACHINE).stream()
                .flatMap(Set::stream)
                .filter(known -> name.length() <= 60 && distance(name, known) <= 2)
                .min(Comparator.<String>comparingInt(known -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must change to turn one word into the other. */
    private static int distance(String from, String to) {
        var previous = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (var row = 1; row <= from.length(); row++) {
            var current = new int[to.length() + 1];
            current[0] = row;
            for (var column = 1; column <= to.length(); column++) {
                var same = Character.toLowerCase(from.charAt(row - 1)) == Character.toLowerCase(to.charAt(column - 1));
                current[column] = Math.min(
                        Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + (same ? 0 : 1));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
