package dev.taowa.driver.podman.probe;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/** Asks the kernel, without changing anything, whether something keeps its clock right. */
final class KernelClock {

    private static final int UNSYNCHRONIZED = 5; // TIME_ERROR
    private static final long TIMEX_BYTES = 256; // at least as large as struct timex

    private KernelClock() {}

    static boolean isSynchronized() {
        var linker = Linker.nativeLinker();
        var adjust = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("adjtimex"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            // zeroed: no mode is set, so it only reads
            var state = (int) adjust.invokeExact(arena.allocate(TIMEX_BYTES, 8));
            return state >= 0 && state != UNSYNCHRONIZED;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
