package dev.ackademy.connect.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One connection of a client through the proxy: two sockets and a virtual thread per direction. The end of one
/// direction is passed on as an end; the connection is over when both directions are, or at once when it is cut.
final class ProxiedConnection {
    private final FaultProxy proxy;
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

    private void pump(Direction direction, Socket from, Socket to) {
        try {
            InputStream in = new BufferedInputStream(from.getInputStream(), 1 << 16);
            Frame frame = read(direction, in);
            while (frame != null && proxy.mayPass() && carryOut(direction, frame, to)) {
                frame = read(direction, in);
            }
            if (frame == null) {
                endOf(to);
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

    private Frame read(Direction direction, InputStream in) throws IOException {
        return switch (direction) {
            case REQUEST -> conversation.readRequest(in);
            case RESPONSE -> conversation.readResponse(in);
        };
    }

    /// False when the connection is to end here.
    private boolean carryOut(Direction direction, Frame frame, Socket to) throws IOException, InterruptedException {
        return switch (proxy.judge(direction, frame.kind(), number)) {
            case Verdict.Pass() -> write(to, frame.bytes());
            case Verdict.Cut() -> false;
            case Verdict.Stall(Duration time) -> !ends(time) && proxy.mayPass() && write(to, frame.bytes());
            case Verdict.Swallow() -> {
                forget(direction, frame);
                yield true;
            }
            case Verdict.Refuse(String error) -> {
                forget(direction, frame);
                yield write(client, conversation.refusal(frame, error));
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
