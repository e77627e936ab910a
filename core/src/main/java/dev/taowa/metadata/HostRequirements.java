package dev.taowa.metadata;

import dev.taowa.workspace.ByteSize;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/** What is asked of a host, at the least; of several wishes the largest holds. */
public record HostRequirements(OptionalInt cpus, Optional<ByteSize> memory, Optional<ByteSize> storage, Gpu gpu) {

    public static final HostRequirements NONE =
            new HostRequirements(OptionalInt.empty(), Optional.empty(), Optional.empty(), Gpu.NOT_NEEDED);

    /** Whether a GPU is wanted, each wish stronger than the one before. */
    public enum Gpu {
        NOT_NEEDED,
        OPTIONAL,
        NEEDED
    }

    HostRequirements merge(HostRequirements later) {
        return new HostRequirements(
                later.cpus.orElse(0) > cpus.orElse(0) ? later.cpus : cpus,
                larger(memory, later.memory),
                larger(storage, later.storage),
                gpu.compareTo(later.gpu) >= 0 ? gpu : later.gpu);
    }

    private static Optional<ByteSize> larger(Optional<ByteSize> one, Optional<ByteSize> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return Comparator.comparingLong(ByteSize::bytes).compare(one.get(), other.get()) >= 0 ? one : other;
    }
}
