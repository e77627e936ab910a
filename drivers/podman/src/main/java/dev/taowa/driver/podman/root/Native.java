package dev.taowa.driver.podman.root;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The few functions of the C library that Java does not offer.
 *
 * <p>Every argument travels as a long: the calling conventions of 64-bit Linux pass int, long and pointer arguments in
 * the same registers, of which the callee reads what it needs.
 */
final class Native {

    /** "Relative to the current folder"; ours are absolute. */
    static final long AT_FDCWD = -100;

    static final long O_RDWR = 2;
    static final long O_APPEND = 0x400;
    static final long O_CLOEXEC = 0x80000;
    static final long O_PATH = 0x200000;

    // these numbers are the same on every architecture
    private static final long OPENAT2 = 437;
    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_NO_SYMLINKS = 0x04;
    private static final long OPEN_HOW_BYTES = 24;

    private static final int SIGHUP = 1;
    private static final long SIG_IGN = 1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = function("syscall", 7, true);
    private static final MethodHandle OPEN = function("open", 2, true);
    private static final MethodHandle CLOSE = function("close", 1, false);
    private static final MethodHandle SETNS = function("setns", 2, false);
    private static final MethodHandle UMOUNT2 = function("umount2", 2, false);
    private static final MethodHandle KILL = function("kill", 2, false);
    private static final MethodHandle SETSID = function("setsid", 0, false);
    private static final MethodHandle DUP2 = function("dup2", 2, false);
    private static final MethodHandle UMASK = function("umask", 1, false);
    // gives back an address, so it is no function like the others
    private static final MethodHandle SIGNAL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("signal"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private Native() {}

    /** Opens a path in which no component is a symbolic link; the descriptor only names the file. */
    static int openWithoutLinks(String path) throws SystemCallException {
        try (var arena = Arena.ofConfined()) {
            var how = arena.allocate(OPEN_HOW_BYTES, 8);
            how.set(ValueLayout.JAVA_LONG, 0, O_PATH | O_CLOEXEC);
            how.set(ValueLayout.JAVA_LONG, 16, RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
            return syscall("openat2", OPENAT2, AT_FDCWD, text(arena, path), how.address(), OPEN_HOW_BYTES);
        }
    }

    static int open(String path, long flags) throws SystemCallException {
        try (var arena = Arena.ofConfined()) {
            return call("open", OPEN, text(arena, path), flags);
        }
    }

    static void close(int descriptor) {
        try {
            call("close", CLOSE, descriptor);
        } catch (SystemCallException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Moves the calling thread, which must be a platform one, into a namespace. */
    static void enter(int namespace, long kind) throws SystemCallException {
        call("setns", SETNS, namespace, kind);
    }

    static void unmount(String path, long flags) throws SystemCallException {
        try (var arena = Arena.ofConfined()) {
            call("umount", UMOUNT2, text(arena, path), flags);
        }
    }

    /** Sends a signal to a process, or with a negative number to a process group. */
    static void signal(long process, int signal) throws SystemCallException {
        call("kill", KILL, process, signal);
    }

    static void newSession() throws SystemCallException {
        call("setsid", SETSID);
    }

    /** Lives on when the terminal that started this goes away. */
    static void ignoreHangup() {
        try {
            var _ = (long) SIGNAL.invokeExact(SIGHUP, SIG_IGN);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    static void duplicate(int from, int to) throws SystemCallException {
        call("dup2", DUP2, from, to);
    }

    /** Sets which permissions new files never have, in the whole process; returns the former mask. */
    static int maskPermissions(int mask) {
        try {
            return call("umask", UMASK, mask);
        } catch (SystemCallException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** A system call with up to six arguments. */
    static int syscall(String name, long number, long... arguments) throws SystemCallException {
        var all = new long[7];
        all[0] = number;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return call(name, SYSCALL, all);
    }

    static long text(Arena arena, String text) {
        return arena.allocateFrom(text).address();
    }

    private static int call(String name, MethodHandle function, long... arguments) throws SystemCallException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var result = (int) function.invokeExact(state, arguments);
            if (result < 0) {
                var errno = state.get(ValueLayout.JAVA_INT, ERRNO);
                throw new SystemCallException(name, errno, words(errno));
            }
            return result;
        } catch (SystemCallException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static String words(int errno) throws Throwable {
        var words = (MemorySegment) STRERROR.invokeExact(errno);
        return words.reinterpret(256).getString(0);
    }

    private static MethodHandle function(String name, int parameters, boolean variadic) {
        var types = new MemoryLayout[parameters];
        Arrays.fill(types, ValueLayout.JAVA_LONG);
        var capture = Linker.Option.captureCallState("errno");
        var options = variadic
                ? new Linker.Option[] {capture, Linker.Option.firstVariadicArg(1)}
                : new Linker.Option[] {capture};
        return LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow(name),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, types),
                        options)
                .asSpreader(long[].class, parameters);
    }
}
