package dev.taowa.dial;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Opens connections to TCP ports inside a workspace, those that listen only on its own loopback included. */
@FunctionalInterface
public interface Dialer {

    /** A connected, blocking channel to {@code 127.0.0.1:port} (else {@code [::1]:port}) of the workspace; the caller closes it. */
    SocketChannel dial(int port) throws IOException;
}
