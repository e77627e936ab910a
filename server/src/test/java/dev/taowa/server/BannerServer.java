package dev.taowa.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Sends what an sshd sends first, once it is told to. */
final class BannerServer implements AutoCloseable {

    private final ServerSocket server;
    private final CountDownLatch told = new CountDownLatch(1);

    BannerServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("banner").start(this::accept);
    }

    SocketAddress address() {
        return server.getLocalSocketAddress();
    }

    void send() {
        told.countDown();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().name("banner-connection").start(() -> greet(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void greet(Socket socket) {
        try (socket) {
            told.await();
            socket.getOutputStream().write("SSH-2.0-fake\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The reader left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
