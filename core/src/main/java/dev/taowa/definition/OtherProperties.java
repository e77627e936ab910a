package dev.taowa.definition;

import dev.taowa.document.Property;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says aloud which properties of a file are not carried out. */
final class OtherProperties {

    private static final Set<String> CARRIED_OUT = Set.of(
            "$schema",
            "name",
            "image",
            "build",
            "dockerFile",
            "context",
            "dockerComposeFile",
            "service",
            "runServices",
            "runArgs",
            "containerEnv",
            "remoteEnv",
            "containerUser",
            "remoteUser",
            "updateRemoteUserUID",
            "userEnvProbe",
            "workspaceFolder",
            "workspaceMount",
            "mounts",
            "forwardPorts",
            "appPort",
            "portsAttributes",
            "otherPortsAttributes",
            "hostRequirements",
            "features",
            "overrideFeatureInstallOrder",
            "customizations",
            "extensions",
            "settings",
            "devPort",
            "init",
            "privileged",
            "capAdd",
            "securityOpt",
            "entrypoint",
            "overrideCommand",
            "waitFor",
            "secrets",
            "initializeCommand",
            "onCreateCommand",
            "updateContentCommand",
            "postCreateCommand",
            "postStartCommand",
            "postAttachCommand");

    /** What a workspace, which is a machine that runs until it is stopped, has no need of. */
    private static final Map<String, String> ANSWERED_BY_A_MACHINE =
            Map.of("shutdownAction", "has no effect: a workspace runs until somebody stops it");

    private static final Set<String> KNOWN = Stream.of(CARRIED_OUT, ANSWERED_BY_A_MACHINE.keySet())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private OtherProperties() {}

    private static boolean isMet(String name, Property property) {
        return name.equals("shutdownAction") && property.node().asText().equals("none");
    }

    static void warn(Property root) {
        root.members((name, property) -> {
            if (CARRIED_OUT.contains(name) || isMet(name, property)) {
                return;
            }
            var answer = ANSWERED_BY_A_MACHINE.get(name);
            if (answer != null) {
                property.warn(answer);
            } else {
                property.unknown(KNOWN);
            }
        });
    }
}
