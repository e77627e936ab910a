package dev.taowa.driver.podman.probe;

import dev.taowa.host.Capability;
import dev.taowa.host.Capability.Verdict;

/** Builds the lines of a report. */
final class Findings {

    private Findings() {}

    static Capability good(String id, String title, String found) {
        return new Capability(id, title, found, Verdict.GOOD, "");
    }

    static Capability limited(String id, String title, String found, String fix) {
        return new Capability(id, title, found, Verdict.LIMITED, fix);
    }

    static Capability unfit(String id, String title, String found, String fix) {
        return new Capability(id, title, found, Verdict.UNFIT, fix);
    }

    /** GOOD when {@code fine}, else LIMITED. */
    static Capability check(String id, String title, String found, boolean fine, String fix) {
        return fine ? good(id, title, found) : limited(id, title, found, fix);
    }

    /** GOOD when {@code fine}, else UNFIT. */
    static Capability demand(String id, String title, String found, boolean fine, String fix) {
        return fine ? good(id, title, found) : unfit(id, title, found, fix);
    }
}
