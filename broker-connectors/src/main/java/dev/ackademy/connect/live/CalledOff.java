package dev.ackademy.connect.live;

import dev.ackademy.connect.server.AtExit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A run on somebody else's broker that is ended from outside (Ctrl-C) still removes what it made there: the run is
/// called off, and the end of this JVM waits until it has cleaned up.
public final class CalledOff implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Thread run = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AutoCloseable end = this::end;

    /// Until it is closed, the thread that made it is interrupted where this JVM is to end.
    public CalledOff() {
        AtExit.close(end);
    }

    private void end() throws InterruptedException {
        run.interrupt();
        over.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        AtExit.forget(end);
        over.countDown();
    }
}
