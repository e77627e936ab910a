package dev.taowa.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what is meant for a cluster inside from the proxy that a workspace uses for the world: its nodes, pods and Services
 * are named in {@code no_proxy}, as Go and curl read it.
 */
public final class NoProxy {

    private static final Set<String> PROXIES =
            Set.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

    /** Nodes and pods, Services, and their names. */
    private static final String CLUSTER = "10.202.0.0/15,10.204.0.0/16,.svc,.cluster.local";

    private NoProxy() {}

    /** The variables of sessions; the same ones where there is no proxy. */
    public static Map<String, String> forCluster(Map<String, String> variables) {
        if (variables.keySet().stream().noneMatch(PROXIES::contains)) {
            return variables;
        }
        var more = new HashMap<>(variables);
        var lower = variables.getOrDefault("no_proxy", "");
        var upper = variables.getOrDefault("NO_PROXY", "");
        // Programs read one of them, not all the same one.
        more.put("no_proxy", join(lower.isEmpty() ? upper : lower));
        more.put("NO_PROXY", join(upper.isEmpty() ? lower : upper));
        return more;
    }

    private static String join(String others) {
        return others.isEmpty() ? CLUSTER : others + "," + CLUSTER;
    }
}
