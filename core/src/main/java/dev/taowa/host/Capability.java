package dev.taowa.host;

/**
 * One thing a host was asked about.
 *
 * @param id permanent name such as {@code cgroup-version}
 * @param found what the probe saw, such as {@code hybrid}
 * @param fix what to do about it; empty when the verdict is GOOD
 */
public record Capability(String id, String title, String found, Verdict verdict, String fix) {

    /** GOOD works; LIMITED works with something missing, which {@code fix} tells; UNFIT stops every workspace. */
    public enum Verdict {
        GOOD,
        LIMITED,
        UNFIT
    }
}
