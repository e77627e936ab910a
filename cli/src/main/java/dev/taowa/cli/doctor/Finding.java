package dev.taowa.cli.doctor;

import dev.taowa.host.Capability.Verdict;

/** One thing that was looked at; {@code fix} is empty when the verdict is GOOD. */
public record Finding(String check, String found, Verdict verdict, String fix) {

    static Finding good(String check, String found) {
        return new Finding(check, found, Verdict.GOOD, "");
    }

    static Finding limited(String check, String found, String fix) {
        return new Finding(check, found, Verdict.LIMITED, fix);
    }

    static Finding unfit(String check, String found, String fix) {
        return new Finding(check, found, Verdict.UNFIT, fix);
    }
}
