package dev.taowa.cli.ssh;

import java.util.List;

/** Runs a program of the person's machine on this process's own streams. */
@FunctionalInterface
interface HostProgram {

    /** Runs it to its end and returns its exit status, if this process is still there then. */
    int run(List<String> argv);
}
