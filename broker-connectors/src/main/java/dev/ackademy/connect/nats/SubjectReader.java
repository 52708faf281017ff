package dev.ackademy.connect.nats;

import dev.ackademy.connect.WireMessage;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A subscription of core NATS as a member of a queue group: one of jnats for each pattern. What comes while the
/// application is busy waits in the library up to its limit, and is dropped beyond.
///
/// jnats does not say which message it drops. But it tells of each that it has read from the network, in order, and
/// hands out those that it kept in the same order: what it has read and passed over was dropped. Each of the two is
/// told as an [BrokerOutcome.Advisory]: [#ARRIVED], [#DROPPED].
final class SubjectReader implements NatsReading {
    static final String ARRIVED = "arrived";
    static final String DROPPED = "slow consumer: the buffer of the client is full";

    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofMillis(20);
    /// The library tells what it has read on another thread, a moment later.
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(1);

    /// @param arrived read from the network, and neither handed out nor known as dropped
    private record Source(String topic, Subscription subscription, BlockingQueue<Message> arrived) {}

    private final NatsSettings settings;
    private final BrokerCommand.Subscribe subscribe;
    private final Application mailbox;
    private final BlockingQueue<BrokerCommand> commands = new LinkedBlockingQueue<>();
    private final List<Source> sources = new ArrayList<>();
    private final Thread thread;

    private volatile boolean abandoned;
    private boolean ended;
    private boolean paused;
    private Connection connection;
    private BrokerCommand.Pull pull;
    private long pullEnds;
    private int deliveries;

    SubjectReader(NatsSettings settings, BrokerCommand.Subscribe subscribe, Application mailbox) {
        this.settings = settings;
        this.subscribe = subscribe;
        this.mailbox = mailbox;
        thread = Thread.ofPlatform()
                .name("nats-subscriber-" + subscribe.group())
                .daemon()
                .unstarted(this::run);
    }

    @Override
    public int subscription() {
        return subscribe.subscription();
    }

    @Override
    public void start(Connection connection) {
        this.connection = connection;
        thread.start();
    }

    @Override
    public void ask(BrokerCommand command) {
        commands.add(command);
    }

    @Override
    public void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    @Override
    public boolean gone(long deadlineNanos) {
        try {
            return thread.getState() == Thread.State.NEW
                    || thread.join(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void arrived(Message message) {
        Source source = sourceOf(message);
        if (source != null && !abandoned) {
            synchronized (source.arrived) {
                advise(ARRIVED, source, message);
                source.arrived.add(message);
            }
        }
    }

    private synchronized Source sourceOf(Message message) {
        return sources.stream()
                .filter(each -> each.subscription == message.getSubscription())
                .findFirst()
                .orElse(null);
    }

    private void run() {
        try {
            listen();
            mailbox.tell(new BrokerOutcome.Subscribed(subscription()));
            while (!ended && !abandoned) {
                next();
            }
        } catch (InterruptedException abandonedWhileWaiting) {
            // Nothing more is wanted of this thread.
        } catch (TimeoutException | IllegalStateException fatal) {
            mailbox.tell(new BrokerOutcome.Fenced(NatsCauses.of(fatal)));
        }
        mailbox.tell(new BrokerOutcome.Unsubscribed(subscription()));
    }

    private synchronized void listen() throws TimeoutException, InterruptedException {
        for (String topic : subscribe.topics()) {
            for (String pattern : settings.patterns(topic)) {
                Subscription subscription = connection.subscribe(pattern, subscribe.group());
                subscription.setPendingLimits(settings.core().pendingMessages(), -1);
                sources.add(new Source(topic, subscription, new LinkedBlockingQueue<>()));
            }
        }
        connection.flush(FLUSH_LIMIT);
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
                sources.forEach(each -> each.subscription.unsubscribe());
            }
            default -> throw new IllegalStateException("core NATS has no such thing: " + command);
        }
    }

    /// Waits a little for the first message of the pull, and takes what else is there.
    private void receive() throws InterruptedException {
        List<Delivery> batch = new ArrayList<>();
        boolean waits = true;
        for (Source source : sources) {
            Duration wait = waits ? SLICE.dividedBy(sources.size()) : Duration.ofMillis(1);
            Message message = source.subscription.nextMessage(wait);
            while (message != null) {
                waits = false;
                passOver(source, message);
                add(batch, source, message);
                boolean more = batch.size() < pull.max() && source.subscription.getPendingMessageCount() > 0;
                message = more ? source.subscription.nextMessage(Duration.ofMillis(1)) : null;
            }
            tellDroppedLast(source);
            if (batch.size() >= pull.max()) {
                break;
            }
        }
        if (!batch.isEmpty() || pullEnds - System.nanoTime() <= 0) {
            pull = null;
            mailbox.tell(new BrokerOutcome.Batch(subscription(), List.copyOf(batch)));
        }
    }

    private void add(List<Delivery> batch, Source source, Message message) {
        Delivery delivery = delivery(source, message);
        if (delivery != null) {
            batch.add(delivery);
        } else {
            mailbox.tell(new BrokerOutcome.Dropped(subscription(), 1));
        }
    }

    /// What was read before this message and is still not handed out was dropped.
    private void passOver(Source source, Message handedOut) throws InterruptedException {
        Message read = source.arrived.poll(ARRIVAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        while (read != null && read != handedOut) {
            advise(DROPPED, source, read);
            read = source.arrived.poll(ARRIVAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// The library keeps a message before it tells of it: where it keeps none, all of those were dropped.
    private void tellDroppedLast(Source source) {
        List<Message> read;
        synchronized (source.arrived) { // what was told to have arrived is among them
            read = List.copyOf(source.arrived);
        }
        if (source.subscription.getPendingMessageCount() == 0) {
            read.forEach(each -> advise(DROPPED, source, each));
            source.arrived.removeAll(read);
        }
    }

    private void advise(String about, Source source, Message message) {
        Delivery delivery = delivery(source, message);
        if (delivery != null) {
            mailbox.tell(new BrokerOutcome.Advisory(about, delivery));
        }
    }

    /// Null where it is not ours. There is no position: nothing is stored.
    private synchronized Delivery delivery(Source source, Message message) {
        SortedMap<String, String> headers = new TreeMap<>();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        }
        try {
            var read = new WireMessage(headers, message.getData()).message();
            TopicPartition subject = new TopicPartition(source.topic, 0);
            return new Delivery(++deliveries, subject, 0, 0, false, read, 0, read.cause());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
