package dev.taowa.workspace;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The most a workspace may use; what is absent is not limited (pids have a default that bounds a fork bomb). */
public record Limits(OptionalDouble cpus, Optional<ByteSize> memory, Optional<ByteSize> disk, OptionalLong pids) {

    public static final Limits NONE =
            new Limits(OptionalDouble.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
}
