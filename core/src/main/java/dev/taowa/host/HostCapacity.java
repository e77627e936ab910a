package dev.taowa.host;

import dev.taowa.workspace.ByteSize;

/** How much a host has: processors and memory in all, disk that is free where the engine stores. */
public record HostCapacity(int processors, ByteSize memory, ByteSize freeDisk) {}
