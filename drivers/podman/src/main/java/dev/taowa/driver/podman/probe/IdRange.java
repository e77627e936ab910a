package dev.taowa.driver.podman.probe;

/** Consecutive user or group ids. */
public record IdRange(long first, long count) {

    public long end() {
        return first + count;
    }

    public boolean contains(IdRange other) {
        return first <= other.first && other.end() <= end();
    }

    public boolean overlaps(IdRange other) {
        return first < other.end() && other.first < end();
    }
}
