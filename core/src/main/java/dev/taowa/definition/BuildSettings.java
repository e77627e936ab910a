package dev.taowa.definition;

import java.util.List;
import java.util.Map;

/**
 * What a build is told beyond its file, folder, arguments and target.
 *
 * @param labels of the image
 * @param hosts names that its steps know, each as {@code NAME:ADDRESS}
 * @param hasNetwork whether its steps reach the network
 * @param usesCache whether layers of earlier builds may be taken
 */
public record BuildSettings(Map<String, String> labels, List<String> hosts, boolean hasNetwork, boolean usesCache) {

    public static final BuildSettings NONE = new BuildSettings(Map.of(), List.of(), true, true);

    public BuildSettings {
        labels = Map.copyOf(labels);
        hosts = List.copyOf(hosts);
    }
}
