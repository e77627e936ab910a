package dev.taowa.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lifecycle property may hold. */
public sealed interface LifecycleCommand {

    /** Text for {@code /bin/sh -c}, as the standard has it. */
    record Shell(String text) implements LifecycleCommand {}

    /** A program and its arguments, without a shell. */
    record Program(List<String> argv) implements LifecycleCommand {
        public Program {
            argv = List.copyOf(argv);
        }
    }

    /** Named commands that run side by side; each a {@link Shell} or a {@link Program}. */
    record Parallel(Map<String, LifecycleCommand> commands) implements LifecycleCommand {
        public Parallel {
            commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
        }
    }
}
