package dev.ackademy.connect.nats;

import dev.ackademy.connect.WireMessage;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

/// One subscription of a process, with a thread of its own: it does what it is told, one command after the other, and
/// receives while a pull is open. What happens beyond its power ends it with `Fenced`.
abstract class NatsReading {
    static final Duration SLICE = Duration.ofMillis(20);

    final NatsSettings settings;
    final BrokerCommand.Subscribe subscribe;
    final Application mailbox;
    Connection connection;
    /// Null while none is open.
    BrokerCommand.Pull pull;

    long pullEnds;
    volatile boolean abandoned;

    private final BlockingQueue<BrokerCommand> commands = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean ended;
    private boolean paused;

    NatsReading(NatsSettings settings, BrokerCommand.Subscribe subscribe, Application mailbox) {
        this.settings = settings;
        this.subscribe = subscribe;
        this.mailbox = mailbox;
        thread = Thread.ofPlatform()
                .name("nats-reader-" + subscribe.group())
                .daemon()
                .unstarted(this::run);
    }

    /// Subscribes, and tells that it did.
    abstract void begin() throws IOException, JetStreamApiException, TimeoutException, InterruptedException;

    /// Waits a little for a message of the open pull; closes it when it is answered or over.
    abstract void receive() throws InterruptedException;

    /// What is neither a pull nor about the subscription itself.
    abstract void carryOut(BrokerCommand command) throws InterruptedException;

    abstract void unsubscribe();

    /// The library has read this message from the network, and kept or dropped it.
    void arrived(Message message) {}

    final int subscription() {
        return subscribe.subscription();
    }

    final void start(Connection through) {
        connection = through;
        thread.start();
    }

    final void ask(BrokerCommand command) {
        commands.add(command);
    }

    final void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    /// Waits for the end of the thread. False when it still runs at the deadline.
    final boolean gone(long deadlineNanos) {
        try {
            return thread.getState() == Thread.State.NEW
                    || thread.join(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            begin();
            while (!ended && !abandoned) {
                next();
            }
        } catch (InterruptedException abandonedWhileWaiting) {
            // Nothing more is wanted of this thread.
        } catch (IOException | JetStreamApiException | TimeoutException | IllegalStateException fatal) {
            mailbox.tell(new BrokerOutcome.Fenced(NatsCauses.of(fatal)));
        }
        mailbox.tell(new BrokerOutcome.Unsubscribed(subscription()));
    }

    private void next() throws InterruptedException {
        boolean pulling = pull != null && !paused;
        BrokerCommand command = pulling ? commands.poll() : commands.take();
        switch (command) {
            case null -> receive();
            case BrokerCommand.Pull asked -> {
                pull = asked;
                long wait = asked.maxWaitMicros() < 0 ? Long.MAX_VALUE / 4 : asked.maxWaitMicros() * 1_000;
                pullEnds = System.nanoTime() + Math.min(wait, Long.MAX_VALUE / 4);
            }
            case BrokerCommand.Pause _ -> paused = true;
            case BrokerCommand.Resume _ -> paused = false;
            case BrokerCommand.Unsubscribe _ -> {
                ended = true;
                unsubscribe();
            }
            default -> carryOut(command);
        }
    }

    /// @throws IllegalArgumentException where it is not one of ours
    static dev.ackademy.core.model.Message read(Message message) {
        SortedMap<String, String> headers = new TreeMap<>();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        }
        return new WireMessage(headers, message.getData()).message();
    }
}
