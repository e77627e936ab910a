package dev.taowa.cli.ssh;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Turns this process into the program by execvp(3): the terminal, signals and exit status are then the program's own,
 * and no JVM waits beside it.
 */
final class ReplacedProcess implements HostProgram {

    @Override
    public int run(List<String> argv) {
        // Without native access the JVM would print a warning among the command's own output.
        if (ReplacedProcess.class.getModule().isNativeAccessEnabled()) {
            replace(argv);
            throw missing(argv.getFirst(), null);
        }
        return runBeside(argv);
    }

    private static void replace(List<String> argv) {
        var linker = Linker.nativeLinker();
        var execvp = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("execvp"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var words = arena.allocate(ValueLayout.ADDRESS, argv.size() + 1L);
            for (var i = 0; i < argv.size(); i++) {
                words.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(argv.get(i)));
            }
            words.setAtIndex(ValueLayout.ADDRESS, argv.size(), MemorySegment.NULL);
            var _ = (int) execvp.invokeExact(arena.allocateFrom(argv.getFirst()), words);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static int runBeside(List<String> argv) {
        try {
            var process = new ProcessBuilder(argv).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException thrown) {
            throw missing(argv.getFirst(), thrown);
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(thrown);
        }
    }

    private static ProblemException missing(String program, @org.jspecify.annotations.Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.PACKAGES_MISSING,
                        "the program %s cannot be run".formatted(program),
                        "install OpenSSH's client: `sudo apt-get install openssh-client`"),
                cause);
    }
}
