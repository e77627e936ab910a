package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a unix socket, as the kernel says. */
final class Peers {

    private static final Path OWNED_BY_ROOT = Path.of("/proc/sys");

    private Peers() {}

    static boolean isRoot(SocketChannel channel) throws IOException {
        return isOwner(channel, OWNED_BY_ROOT);
    }

    /** Whether the peer is root or the user who owns this file. */
    static boolean isOwnerOrRoot(SocketChannel channel, Path file) throws IOException {
        return isRoot(channel) || isOwner(channel, file);
    }

    private static boolean isOwner(SocketChannel channel, Path file) throws IOException {
        var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return Set.of(peer).contains(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
    }
}
