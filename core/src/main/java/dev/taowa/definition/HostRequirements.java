package dev.taowa.definition;

import dev.taowa.workspace.ByteSize;
import java.util.Optional;
import java.util.OptionalInt;

/** What the definition asks of a host, at the least. */
public record HostRequirements(OptionalInt cpus, Optional<ByteSize> memory, Optional<ByteSize> storage) {

    public static final HostRequirements NONE =
            new HostRequirements(OptionalInt.empty(), Optional.empty(), Optional.empty());
}
