package dev.taowa.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One HTTP request on a connection of its own, to a port or a unix socket, with any headers at all. */
record RawHttp(int status, String body) {

    static RawHttp send(SocketAddress address, String method, String path, String headers, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var request = "%s %s HTTP/1.1\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(method, path, bytes.length, headers);
        try (var channel = SocketChannel.open(address)) {
            var all = ByteBuffer.wrap((request + body).getBytes(StandardCharsets.UTF_8));
            while (all.hasRemaining()) {
                channel.write(all);
            }
            var answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            var end = answer.indexOf("\r\n\r\n");
            return new RawHttp(Integer.parseInt(answer.substring(9, 12)), answer.substring(end + 4));
        }
    }
}
