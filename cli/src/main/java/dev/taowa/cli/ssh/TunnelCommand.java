package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code taowa tunnel NAME}. */
@Command(
        name = "tunnel",
        description = "Carry bytes between stdin, stdout and a workspace's sshd, as OpenSSH's ProxyCommand.")
public final class TunnelCommand implements Callable<Integer> {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final CommandContext context;

    @Parameters(paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    public TunnelCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (var sshd = WorkspaceAddress.of(context, name.replaceFirst("\\.taowa$", ""))
                        .connect();
                var in = new FileInputStream(FileDescriptor.in).getChannel();
                var out = new FileOutputStream(FileDescriptor.out).getChannel()) {
            Thread.ofPlatform().daemon().name("tunnel-out").start(() -> send(in, sshd));
            copy(sshd, out);
        }
        return 0;
    }

    private static void send(ReadableByteChannel in, SocketChannel sshd) {
        try {
            copy(in, sshd);
            sshd.shutdownOutput();
        } catch (IOException ended) {
            // The other direction ends the command.
        }
    }

    private static void copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
        var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (from.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
        }
    }
}
