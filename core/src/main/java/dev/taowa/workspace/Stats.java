package dev.taowa.workspace;

import java.time.Duration;
import java.util.Optional;

/** What a workspace uses, read once; cpuTime counts from its start. */
public record Stats(
        Duration cpuTime,
        ByteSize memory,
        Optional<ByteSize> memoryLimit,
        long pids,
        ByteSize disk,
        ByteSize received,
        ByteSize sent) {}
