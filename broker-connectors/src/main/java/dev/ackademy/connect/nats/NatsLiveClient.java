package dev.ackademy.connect.nats;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.port.Delivery;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.ReadListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// jnats behind the broker port: one connection, a [NatsSender], and one thread per subscription. There are no
/// partitions (all is partition 0) and no assignments.
///
/// With JetStream a topic is a subject, its position the sequence of the stream; a group is a durable consumer
/// ([NatsReader]): who pulls gets. Without it a group is a queue group ([SubjectReader]), and nothing has a position.
public final class NatsLiveClient implements LiveClient {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(100);
    /// Not zero: with a jitter of zero jnats 2.26.2 never connects again.
    private static final Duration RECONNECT_JITTER = Duration.ofMillis(10);

    /// How often jnats looks for publishes whose time is over; its own 5 s would let them wait up to three
    /// times as long.
    private static final Duration CLEANUP_INTERVAL = Duration.ofMillis(100);

    private static final String NO_TRANSACTIONS = "NATS has no transactions";

    private final NatsSettings settings;
    private final Application mailbox;
    private final Map<Integer, NatsReading> readers = new ConcurrentSkipListMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("nats-sender").daemon().factory());
    private volatile Connection connection;
    private volatile NatsSender sender;

    public NatsLiveClient(NatsSettings settings, Application mailbox) {
        this.settings = settings;
        this.mailbox = mailbox;
    }

    public static Capabilities capabilities(NatsSettings settings) {
        if (settings.core() != null) {
            return new Capabilities(false, false, false, false, false, false, false, false, false, 0);
        }
        boolean cumulative = settings.ackPolicy() == NatsSettings.AckPolicy.ALL;
        return new Capabilities(cumulative, true, true, true, true, false, true, false, true, settings.largestBatch());
    }

    @Override
    public synchronized void ask(BrokerCommand command) {
        switch (command) {
            case BrokerCommand.Open open -> thread.execute(this::open);
            case BrokerCommand.Close close -> thread.execute(() -> close(close.clean()));
            case BrokerCommand.Publish publish -> thread.execute(() -> sender.publish(publish));
            case BrokerCommand.Flush flush -> thread.execute(() -> sender.flush(flush.request()));
            case BrokerCommand.Begin begin -> refuseTransaction(begin.request());
            case BrokerCommand.Attach attach -> refuseTransaction(attach.request());
            case BrokerCommand.Commit commit -> refuseTransaction(commit.request());
            case BrokerCommand.Abort abort -> refuseTransaction(abort.request());
            case BrokerCommand.Subscribe subscribe -> subscribe(subscribe);
            case BrokerCommand.Unsubscribe unsubscribe ->
                readers.remove(unsubscribe.subscription()).ask(unsubscribe);
            case BrokerCommand.Pull pull -> readers.get(pull.subscription()).ask(pull);
            case BrokerCommand.Acknowledge asked -> readerOf(asked.delivery()).ask(asked);
            case BrokerCommand.Redeliver asked -> readerOf(asked.delivery()).ask(asked);
            case BrokerCommand.Discard asked -> readerOf(asked.delivery()).ask(asked);
            case BrokerCommand.Extend asked -> readerOf(asked.delivery()).ask(asked);
            case BrokerCommand.Pause pause -> readers.get(pause.subscription()).ask(pause);
            case BrokerCommand.Resume resume ->
                readers.get(resume.subscription()).ask(resume);
            case BrokerCommand.Seek seek -> readers.get(seek.subscription()).ask(seek);
            case BrokerCommand.AskPosition position ->
                readers.get(position.subscription()).ask(position);
            case BrokerCommand.Released released ->
                readers.get(released.subscription()).ask(released);
        }
    }

    @Override
    public synchronized boolean reap(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        readers.values().forEach(NatsReading::abandon);
        thread.shutdownNow();
        boolean gone = ended(deadline);
        Connection open = connection;
        if (open != null) {
            Thread closing = Thread.ofPlatform().daemon().start(() -> closeNow(open));
            gone &= joined(closing, deadline);
        }
        for (NatsReading reader : readers.values()) {
            gone &= reader.gone(deadline);
        }
        return gone;
    }

    private void open() {
        try {
            connection = Nats.connect(options());
            sender = new NatsSender(connection, settings, mailbox);
            mailbox.tell(new BrokerOutcome.Opened(capabilities(settings)));
        } catch (IOException | IllegalArgumentException e) {
            mailbox.tell(new BrokerOutcome.OpenFailed(NatsCauses.of(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Options options() {
        ConnectionListener life = (about, event) -> {
            switch (event) {
                case DISCONNECTED -> mailbox.tell(new BrokerOutcome.Disconnected("the connection to the server ended"));
                // Only now the server knows again what it is to be given.
                case RESUBSCRIBED -> mailbox.tell(new BrokerOutcome.Reconnected());
                case CONNECTED, CLOSED, RECONNECTED, DISCOVERED_SERVERS, LAME_DUCK -> {}
            }
        };
        Options.Builder options = NatsAccess.options(settings.options());
        if (settings.core() != null) {
            options.readListener(new ReadListener() {
                @Override
                public void message(String verb, Message message) {
                    readers.values().forEach(reader -> reader.arrived(message));
                }
            });
            if (!settings.core().buffers()) {
                options.reconnectBufferSize(0);
            }
        }
        return options.servers(NatsAccess.urls(settings.server()))
                .noRandomize()
                .ignoreDiscoveredServers()
                .connectionTimeout(CONNECT_LIMIT)
                .requestCleanupInterval(CLEANUP_INTERVAL)
                .useTimeoutException()
                .maxReconnects(-1)
                .reconnectWait(RECONNECT_WAIT)
                .reconnectJitter(RECONNECT_JITTER)
                .connectionListener(life)
                .errorListener(new ErrorListener() {})
                .build();
    }

    /// A clean close sends and settles what is under way first.
    private void close(boolean clean) {
        for (NatsReading reader : readers.values()) {
            reader.ask(new BrokerCommand.Unsubscribe(reader.subscription(), clean));
            reader.gone(System.nanoTime() + CONNECT_LIMIT.toNanos());
        }
        try {
            if (clean) {
                connection.drain(CONNECT_LIMIT).join();
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | TimeoutException e) {
            mailbox.tell(new BrokerOutcome.Disconnected(NatsCauses.of(e)));
        }
        mailbox.tell(new BrokerOutcome.Closed());
        thread.shutdown();
    }

    private void subscribe(BrokerCommand.Subscribe subscribe) {
        NatsReading reader = settings.core() == null
                ? new NatsReader(settings, subscribe, mailbox)
                : new SubjectReader(settings, subscribe, mailbox);
        readers.put(subscribe.subscription(), reader);
        thread.execute(() -> reader.start(connection));
    }

    private NatsReading readerOf(Delivery delivery) {
        return readers.get(NatsReader.subscription(delivery.handle()));
    }

    private void refuseTransaction(int request) {
        mailbox.tell(new BrokerOutcome.TransactionFailed(request, NO_TRANSACTIONS, Certainty.NOT_DONE));
    }

    private boolean ended(long deadline) {
        try {
            return thread.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean joined(Thread thread, long deadline) {
        try {
            return thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void closeNow(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
