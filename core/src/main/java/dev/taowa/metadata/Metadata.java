package dev.taowa.metadata;

import dev.taowa.port.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What an image, a Feature and a definition may all say of a workspace. They are merged in that order, by the rule of
 * each property (containers.dev, "Image metadata: merge logic"); merging is associative, and {@link #NONE} changes
 * nothing.
 *
 * @param entrypoints programs that run as root when the machine has booted, in this order
 * @param mounts one for each target
 * @param overrideCommand whether the command of the image, or of the Compose service, is left out
 */
public record Metadata(
        Users users,
        Environment environment,
        Rights rights,
        List<String> entrypoints,
        List<DeclaredMount> mounts,
        Ports ports,
        Hooks hooks,
        HostRequirements hostRequirements,
        Customizations customizations,
        Optional<Boolean> overrideCommand) {

    public static final Metadata NONE = new Metadata(
            Users.NONE,
            Environment.NONE,
            Rights.NONE,
            List.of(),
            List.of(),
            Ports.NONE,
            Hooks.NONE,
            HostRequirements.NONE,
            Customizations.NONE,
            Optional.empty());

    public Metadata {
        entrypoints = List.copyOf(entrypoints);
        mounts = oneForEachTarget(mounts);
    }

    /** The two joined, {@code later} having the last word. */
    public Metadata merge(Metadata later) {
        var programs = new ArrayList<>(entrypoints);
        programs.addAll(later.entrypoints);
        var all = new ArrayList<>(mounts);
        all.addAll(later.mounts);
        return new Metadata(
                users.merge(later.users),
                environment.merge(later.environment),
                rights.merge(later.rights),
                programs,
                all,
                ports.merge(later.ports),
                hooks.merge(later.hooks),
                hostRequirements.merge(later.hostRequirements),
                customizations.merge(later.customizations),
                later.overrideCommand.or(() -> overrideCommand));
    }

    /** The same with these mounts. */
    Metadata withMounts(List<DeclaredMount> others) {
        return new Metadata(
                users,
                environment,
                rights,
                entrypoints,
                others,
                ports,
                hooks,
                hostRequirements,
                customizations,
                overrideCommand);
    }

    /** The last mount of a target stays, at its own place in the order. */
    private static List<DeclaredMount> oneForEachTarget(List<DeclaredMount> mounts) {
        var byTarget = new LinkedHashMap<String, DeclaredMount>();
        for (var mount : mounts) {
            byTarget.remove(mount.target());
            byTarget.put(mount.target(), mount);
        }
        return List.copyOf(byTarget.values());
    }
}
