package dev.taowa.driver.podman.root;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the helper's command line says. */
record HelperArguments(String stateId, FileOwner user, Duration idle) {

    private static final Set<String> NAMES = Set.of("--state-id", "--uid", "--gid", "--idle-seconds");
    private static final String DEFAULT_IDLE_SECONDS = "30";

    static HelperArguments parse(List<String> arguments) {
        var values = new HashMap<String, String>();
        for (var index = 0; index < arguments.size(); index += 2) {
            var name = arguments.get(index);
            if (!NAMES.contains(name) || index + 1 == arguments.size()) {
                throw new IllegalArgumentException("not an argument with a value: " + name);
            }
            values.put(name, arguments.get(index + 1));
        }
        var stateId = value(values, "--state-id");
        OwnFolders.runFolder(stateId);
        return new HelperArguments(
                stateId,
                new FileOwner(Long.parseLong(value(values, "--uid")), Long.parseLong(value(values, "--gid"))),
                Duration.ofSeconds(Long.parseLong(values.getOrDefault("--idle-seconds", DEFAULT_IDLE_SECONDS))));
    }

    private static String value(Map<String, String> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing: " + name);
        }
        return value;
    }
}
