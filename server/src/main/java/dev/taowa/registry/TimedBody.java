package dev.taowa.registry;

import dev.taowa.problem.ProblemException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A response's bytes as they come; nothing for a while, or no end for too long, is a problem. */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

    /** One thing that happened: bytes, the end, or a failure. */
    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Failure(Throwable cause) implements Arrival {}
    }

    private final String host;
    private final Duration idle;
    private final long deadline;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    // Never more than one batch is asked for, so there are never more than two arrivals.
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private List<ByteBuffer> current = List.of();
    private boolean ended;

    TimedBody(String host, Timeouts timeouts) {
        this.host = host;
        this.idle = timeouts.idle();
        this.deadline = System.nanoTime() + timeouts.whole().toNanos();
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (!subscription.complete(given)) {
            given.cancel();
            return;
        }
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Arrival.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Arrival.Failure(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End());
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (true) {
            for (var buffer : current) {
                if (buffer.hasRemaining()) {
                    var count = Math.min(length, buffer.remaining());
                    buffer.get(into, offset, count);
                    return count;
                }
            }
            if (ended) {
                return -1;
            }
            advance();
        }
    }

    private void advance() {
        switch (next()) {
            case Arrival.Bytes(var buffers) -> {
                current = buffers;
                subscription.join().request(1);
            }
            case Arrival.End _ -> ended = true;
            case Arrival.Failure(var cause) -> {
                close();
                throw new ProblemException(RegistryProblems.unreachable(host, cause), cause);
            }
        }
    }

    private Arrival next() {
        var patience = Math.min(idle.toNanos(), deadline - System.nanoTime());
        @Nullable Arrival arrival;
        try {
            arrival = arrivals.poll(Math.max(patience, 0), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            close();
            throw RegistryProblems.cancelled(e);
        }
        if (arrival == null) {
            close();
            throw new ProblemException(RegistryProblems.slow(host));
        }
        return arrival;
    }

    /** Ends the transfer if it still goes on. */
    @Override
    public void close() {
        ended = true;
        current = List.of();
        var _ = subscription.thenAccept(Flow.Subscription::cancel);
    }
}
