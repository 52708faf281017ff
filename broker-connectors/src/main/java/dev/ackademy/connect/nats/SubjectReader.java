package dev.ackademy.connect.nats;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
final class SubjectReader extends NatsReading {
    static final String ARRIVED = "arrived";
    static final String DROPPED = "slow consumer: the buffer of the client is full";

    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);
    /// The library tells what it has read on another thread, a moment later.
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(1);

    /// @param arrived read from the network, and neither handed out nor known as dropped
    private record Source(String topic, Subscription subscription, BlockingQueue<Message> arrived) {}

    private final List<Source> sources = new ArrayList<>();
    private int deliveries;

    SubjectReader(NatsSettings settings, BrokerCommand.Subscribe subscribe, Application mailbox) {
        super(settings, subscribe, mailbox);
    }

    @Override
    void arrived(Message message) {
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

    @Override
    void begin() throws TimeoutException, InterruptedException {
        listen();
        mailbox.tell(new BrokerOutcome.Subscribed(subscription()));
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

    @Override
    void carryOut(BrokerCommand command) {
        throw new IllegalStateException("core NATS has no such thing: " + command);
    }

    @Override
    void unsubscribe() {
        sources.forEach(each -> each.subscription.unsubscribe());
    }

    /// Waits a little for the first message of the pull, and takes what else is there.
    @Override
    void receive() throws InterruptedException {
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
        try {
            var read = read(message);
            TopicPartition subject = new TopicPartition(source.topic, 0);
            return new Delivery(++deliveries, subject, 0, 0, false, read, 0, read.cause());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
