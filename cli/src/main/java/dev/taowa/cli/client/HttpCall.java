package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 request and its response, on a connection of its own.
 *
 * <p>The JDK's client knows no unix sockets, and loading it takes longer than all else that {@code taowa ls} does.
 */
final class HttpCall implements AutoCloseable {

    private static final int MAX_LINE = 16 * 1024;

    private final SocketChannel channel;
    private final InputStream in;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HttpCall(SocketChannel channel) throws IOException {
        this.channel = channel;
        var bytes = new BufferedInputStream(Channels.newInputStream(channel), 16 * 1024);
        var parts = line(bytes).split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP response");
        }
        status = statusOf(parts[1]);
        for (var header = line(bytes); !header.isEmpty(); header = line(bytes)) {
            var colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            }
        }
        in = body(bytes);
    }

    /** Connects and sends; returns when the response's head has come. */
    static HttpCall send(ServerAddress address, String method, String path, Map<String, String> headers, String body)
            throws IOException {
        var channel = connect(address);
        try {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var head = new StringBuilder()
                    .append(method + " " + path + " HTTP/1.1\r\n")
                    .append("Host: localhost\r\nConnection: close\r\n")
                    .append("Authorization: Bearer " + address.token() + "\r\n")
                    .append("Content-Length: " + bytes.length + "\r\n");
            if (bytes.length > 0) {
                head.append("Content-Type: application/json\r\n");
            }
            headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
            var request = new ByteArrayOutputStream();
            request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(bytes);
            var buffer = ByteBuffer.wrap(request.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return new HttpCall(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A connection to the unix socket if there is one, else to the port. */
    static SocketChannel connect(ServerAddress address) throws IOException {
        if (!address.socket().isEmpty() && Files.exists(Path.of(address.socket()))) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            return connected(channel, UnixDomainSocketAddress.of(address.socket()));
        }
        return connected(SocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), address.port()));
    }

    private static SocketChannel connected(SocketChannel channel, java.net.SocketAddress address) throws IOException {
        try {
            channel.connect(address);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    int status() {
        return status;
    }

    InputStream body() {
        return in;
    }

    String text() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            // Nothing is lost: the response was read as far as wanted.
        }
    }

    private InputStream body(InputStream bytes) throws IOException {
        var encoding = headers.getOrDefault("Transfer-Encoding", "");
        if (encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
            return new ChunkedInput(bytes);
        }
        var length = headers.get("Content-Length");
        return length == null ? bytes : new SizedInput(bytes, Long.parseLong(length));
    }

    private static int statusOf(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("not an HTTP status: " + text, e);
        }
    }

    /** Reads up to CR LF. */
    static String line(InputStream bytes) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var next = bytes.read();
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            if (line.size() >= MAX_LINE) {
                throw new IOException("a header line is too long");
            }
            line.write(next);
        }
    }
}
