package dev.ackademy.connect.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One connection of a client through the proxy: two sockets and a virtual thread per direction. The end of one
/// direction is passed on as an end; the connection is over when both directions are, or at once when it is cut.
final class ProxiedConnection {
    private static final Duration IN_ORDER = Duration.ofMillis(5);

    private final FaultProxy proxy;
    private final BlockingQueue<Due> answers = new LinkedBlockingQueue<>();
    private final int number;
    private final Conversation conversation;
    private final Socket client;
    private final Socket server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger directionsOpen = new AtomicInteger(2);

    ProxiedConnection(FaultProxy proxy, int number, Conversation conversation, Socket client, Socket server) {
        this.proxy = proxy;
        this.number = number;
        this.conversation = conversation;
        this.client = client;
        this.server = server;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        startPump(Direction.REQUEST, client, server);
        startPump(Direction.RESPONSE, server, client);
    }

    /// Both sides see a reset; what was under way is lost.
    void reset() {
        reset(client);
        reset(server);
        close();
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            // Then there is nothing to reset.
        }
        FaultProxy.closeQuietly(socket);
    }

    private void startPump(Direction direction, Socket from, Socket to) {
        Thread.ofVirtual()
                .name("proxy-%d-%d-%s".formatted(proxy.port(), number, direction))
                .start(() -> pump(direction, from, to));
    }

    /// Reads and judges; what may go on waits for its time in a queue, so that a slow link holds many
    /// messages at once.
    private void pump(Direction direction, Socket from, Socket to) {
        BlockingQueue<Due> underWay = direction == Direction.RESPONSE ? answers : new LinkedBlockingQueue<>();
        Thread.ofVirtual()
                .name("proxy-%d-%d-%s-out".formatted(proxy.port(), number, direction))
                .start(() -> deliver(direction, underWay, to));
        try {
            InputStream in = new BufferedInputStream(from.getInputStream(), 1 << 16);
            Frame frame = read(direction, in);
            while (frame != null && proxy.mayPass(direction) && judged(direction, frame, underWay)) {
                frame = read(direction, in);
            }
            if (frame == null) {
                underWay.add(new Due(System.nanoTime(), null));
            } else {
                close();
            }
        } catch (IOException brokenOrCut) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        } catch (RuntimeException bug) {
            close();
            throw bug;
        }
    }

    /// What is to be written at that time; null bytes are the end of the stream.
    private record Due(long nanos, byte[] bytes) {}

    private void deliver(Direction direction, BlockingQueue<Due> underWay, Socket to) {
        try {
            Due due = next(underWay);
            while (due != null && due.bytes() != null) {
                if (ends(Duration.ofNanos(Math.max(0, due.nanos() - System.nanoTime()))) || !proxy.mayPass(direction)) {
                    close();
                    return;
                }
                write(to, due.bytes());
                due = next(underWay);
            }
            if (due != null) {
                endOf(to);
            }
        } catch (IOException brokenOrCut) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /// Null when the connection is over.
    private Due next(BlockingQueue<Due> underWay) throws InterruptedException {
        Due due = underWay.poll(100, TimeUnit.MILLISECONDS);
        while (due == null && !over.await(0, TimeUnit.NANOSECONDS)) {
            due = underWay.poll(100, TimeUnit.MILLISECONDS);
        }
        return due;
    }

    private Frame read(Direction direction, InputStream in) throws IOException {
        return switch (direction) {
            case REQUEST -> conversation.readRequest(in);
            case RESPONSE -> conversation.readResponse(in);
        };
    }

    /// False when the connection is to end here.
    private boolean judged(Direction direction, Frame frame, BlockingQueue<Due> underWay)
            throws IOException, InterruptedException {
        long arrives = System.nanoTime() + proxy.delay().toNanos();
        return switch (proxy.judge(direction, frame, number)) {
            case Verdict.Pass() -> underWay.add(new Due(arrives, frame.bytes()));
            case Verdict.Cut() -> false;
            case Verdict.Stall(Duration time) ->
                !ends(time)
                        && underWay.add(
                                new Due(System.nanoTime() + proxy.delay().toNanos(), frame.bytes()));
            case Verdict.Swallow() -> {
                forget(direction, frame);
                yield true;
            }
            case Verdict.Refuse(String error) -> {
                forget(direction, frame);
                byte[] refusal = conversation.refusal(frame, error);
                // The answer before it was read and may not be under way yet.
                ends(proxy.delay().plus(IN_ORDER));
                yield answers.add(new Due(System.nanoTime() + proxy.delay().toNanos(), refusal));
            }
        };
    }

    private void forget(Direction direction, Frame frame) {
        if (direction == Direction.REQUEST) {
            conversation.forget(frame);
        }
    }

    private boolean ends(Duration within) throws InterruptedException {
        return over.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static boolean write(Socket to, byte[] bytes) throws IOException {
        synchronized (to) {
            OutputStream out = to.getOutputStream();
            out.write(bytes);
            out.flush();
            return true;
        }
    }

    private void endOf(Socket to) throws IOException {
        if (directionsOpen.decrementAndGet() == 0) {
            close();
        } else {
            to.shutdownOutput();
        }
    }

    private void close() {
        over.countDown();
        conversation.closed();
        FaultProxy.closeQuietly(client);
        FaultProxy.closeQuietly(server);
        proxy.ended(this);
    }
}
