package dev.taowa.definition;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a repository says its workspace should be, with every variable but {@code ${containerEnv:…}} resolved.
 *
 * @param name for people
 * @param features put on the image, in this order
 * @param containerEnv variables of the whole machine
 * @param remoteEnv variables of sessions; an empty value unsets. May refer to {@code ${containerEnv:…}}
 * @param workspaceFolder absolute path inside that sessions start in
 * @param workspaceMount replaces the default mount of the source
 * @param lifecycle commands by stage
 * @param warnings what was found and is not carried out, one line each
 */
public record Definition(
        Optional<String> name,
        ImageSource image,
        List<DeclaredFeature> features,
        Optional<String> containerUser,
        Optional<String> remoteUser,
        Map<String, String> containerEnv,
        Map<String, Optional<String>> remoteEnv,
        Optional<String> workspaceFolder,
        Optional<DeclaredMount> workspaceMount,
        List<DeclaredMount> mounts,
        List<DeclaredPort> ports,
        Map<LifecycleStage, LifecycleCommand> lifecycle,
        HostRequirements hostRequirements,
        List<String> warnings) {

    public Definition {
        features = List.copyOf(features);
        containerEnv = Collections.unmodifiableMap(new LinkedHashMap<>(containerEnv));
        remoteEnv = Collections.unmodifiableMap(new LinkedHashMap<>(remoteEnv));
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        lifecycle = lifecycle.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(lifecycle));
        warnings = List.copyOf(warnings);
    }

    /** The same with other warnings. */
    public Definition withWarnings(List<String> others) {
        return new Definition(
                name,
                image,
                features,
                containerUser,
                remoteUser,
                containerEnv,
                remoteEnv,
                workspaceFolder,
                workspaceMount,
                mounts,
                ports,
                lifecycle,
                hostRequirements,
                others);
    }

    /** What a repository without a file of ours gets. */
    public static Definition builtIn() {
        return new Definition(
                Optional.empty(),
                new ImageSource.BuiltIn(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                HostRequirements.NONE,
                List.of());
    }
}
