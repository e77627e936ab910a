package dev.taowa.driver.podman;

import java.util.Set;
import java.util.TreeSet;

/** Reads the TCP ports that listen from the text of {@code /proc/PID/net/tcp} and {@code tcp6} (proc(5)). */
final class ListeningSockets {

    private static final String LISTEN = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;

    private ListeningSockets() {}

    static Set<Integer> ports(String text) {
        var ports = new TreeSet<Integer>();
        text.lines().skip(1).map(line -> line.strip().split("\\s+", -1)).forEach(fields -> {
            if (fields.length > STATE && fields[STATE].equals(LISTEN)) {
                var local = fields[LOCAL];
                ports.add(Integer.parseInt(local.substring(local.indexOf(':') + 1), 16));
            }
        });
        return ports;
    }
}
