package dev.taowa.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests run on that no package has. */
final class Testbed {

    /** Enough to compile it, on a machine that has never done so. */
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(25);

    private Testbed() {}

    /** The folder of a real Kubernetes' programs, which {@code testbed/kubernetes} makes once a machine. */
    static String kubernetes() {
        return made("testbed/kubernetes");
    }

    /** The archive of a node image for kind, which {@code testbed/kind-node} makes once a machine. */
    static Path kindNode() {
        return Path.of(made("testbed/kind-node"));
    }

    private static String made(String script) {
        return Programs.run(
                        List.of(Taowa.HOME.resolve(script).toString()),
                        Map.of(),
                        Path.of("/"),
                        new byte[0],
                        BUILD_LIMIT)
                .orFail()
                .line();
    }
}
