package dev.ackademy.connect.nats;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.support.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One subscription: a durable consumer and the thread that pulls from it, or takes what was pushed. A pull of the
/// application is one pull request: the server answers with what is there up to the size asked for, or waits for the
/// first message.
final class NatsReader extends NatsReading {
    private static final int SUBSCRIPTIONS_MAX = 64;
    private static final Duration EXPIRES_MAX = Duration.ofSeconds(30);
    /// How long the rest of a batch, or the word that there is none, may take after its first message.
    private static final Duration REST_LIMIT = Duration.ofSeconds(2);

    private static final Duration BUFFERED = Duration.ofMillis(1);
    /// A request dies with the server that holds it, where another takes over.
    private static final Duration EXPIRES_MAX_OF_SEVERAL = Duration.ofSeconds(2);

    private static final Duration ELECTION_LIMIT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Map<Integer, Message> unsettled = new TreeMap<>();
    private JetStreamSubscription subscription;
    /// When the server lets the request expire; what is over may be asked again.
    private long requestEnds;

    private int deliveries;

    NatsReader(NatsSettings settings, BrokerCommand.Subscribe subscribe, Application mailbox) {
        super(settings, subscribe, mailbox);
        if (subscribe.subscription() < 0 || subscribe.subscription() >= SUBSCRIPTIONS_MAX) {
            throw new IllegalArgumentException("subscriptions are numbered from 0 to " + (SUBSCRIPTIONS_MAX - 1));
        }
        if (subscribe.topics().size() != 1) {
            throw new IllegalArgumentException("a JetStream consumer reads one topic, not " + subscribe.topics());
        }
    }

    static int subscription(int handle) {
        return handle % SUBSCRIPTIONS_MAX;
    }

    @Override
    void begin() throws IOException, JetStreamApiException, InterruptedException {
        long given = begun();
        requestEnds = System.nanoTime();
        mailbox.tell(new BrokerOutcome.Subscribed(subscription()));
        mailbox.tell(new BrokerOutcome.Position(subscription(), new TopicPartition(topic(), 0), given + 1));
    }

    private String topic() {
        return subscribe.topics().getFirst();
    }

    /// Returns the last sequence that the consumer was given. Where there are several servers, the one that
    /// is asked may have no leader yet.
    private long begun() throws IOException, JetStreamApiException, InterruptedException {
        long deadline = System.nanoTime() + ELECTION_LIMIT.toNanos();
        while (true) {
            try {
                if (subscription == null) {
                    subscription = subscribed();
                }
                return subscription.getConsumerInfo().getDelivered().getStreamSequence();
            } catch (IOException | JetStreamApiException notYet) {
                if (abandoned || !settings.several() || System.nanoTime() - deadline > 0) {
                    throw notYet;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private JetStreamSubscription subscribed() throws IOException, JetStreamApiException {
        String subject = settings.reads(topic());
        if (!settings.push()) {
            PullSubscribeOptions options = PullSubscribeOptions.builder()
                    .durable(subscribe.group())
                    .configuration(consumer())
                    .build();
            return connection.jetStream().subscribe(subject, options);
        }
        // One subject for all members, so that whoever comes second finds the same consumer.
        PushSubscribeOptions options = PushSubscribeOptions.builder()
                .durable(subscribe.group())
                .deliverGroup(subscribe.group())
                .deliverSubject("deliver." + subscribe.group())
                .configuration(consumer())
                .build();
        return connection.jetStream().subscribe(subject, subscribe.group(), options);
    }

    private ConsumerConfiguration consumer() {
        return ConsumerConfiguration.builder()
                .deliverPolicy(
                        switch (settings.deliverPolicy()) {
                            case "new" -> DeliverPolicy.New;
                            case "last-per-subject" -> DeliverPolicy.LastPerSubject;
                            default -> DeliverPolicy.All;
                        })
                .backoff(settings.backoff().toArray(Duration[]::new))
                .ackPolicy(
                        switch (settings.ackPolicy()) {
                            case NONE -> AckPolicy.None;
                            case ALL -> AckPolicy.All;
                            case EXPLICIT -> AckPolicy.Explicit;
                        })
                .ackWait(settings.ackWait())
                .maxDeliver(settings.maxDeliver())
                .maxAckPending(settings.maxAckPending())
                .build();
    }

    @Override
    void carryOut(BrokerCommand command) throws InterruptedException {
        switch (command) {
            case BrokerCommand.Acknowledge asked -> acknowledge(asked);
            case BrokerCommand.Redeliver asked ->
                settled(asked.delivery()).nakWithDelay(Duration.of(asked.afterMicros(), ChronoUnit.MICROS));
            case BrokerCommand.Discard asked -> settled(asked.delivery()).term();
            case BrokerCommand.Extend asked ->
                unsettled.get(asked.delivery().handle()).inProgress();
            default -> throw new IllegalStateException("a durable consumer of JetStream cannot do this: " + command);
        }
    }

    @Override
    void unsubscribe() {
        subscription.unsubscribe();
    }

    /// Waits a little for the first message of the pull. A request that the server has let expire is asked
    /// again.
    @Override
    void receive() throws InterruptedException {
        long now = System.nanoTime();
        if (!settings.push() && requestEnds - now <= 0) {
            Duration most = settings.several() ? EXPIRES_MAX_OF_SEVERAL : EXPIRES_MAX;
            long expires = Math.max(TimeUnit.MILLISECONDS.toNanos(1), Math.min(most.toNanos(), pullEnds - now));
            subscription.pullNoWait(pull.max(), Duration.ofNanos(expires));
            requestEnds = now + expires;
        }
        Message first = first();
        if (first != null) {
            hand(batch(first));
        } else if (pullEnds - System.nanoTime() <= 0) {
            hand(List.of());
        }
    }

    /// Null where there is none yet. A server that stops leading says so, and the next is asked again.
    private Message first() throws InterruptedException {
        try {
            return subscription.nextMessage(SLICE);
        } catch (JetStreamStatusException status) {
            String said = status.getStatus().getMessage();
            boolean goesOn = said.equals(Status.LEADERSHIP_CHANGE) || said.equals(Status.SERVER_SHUTDOWN);
            if (!settings.several() || !goesOn) {
                throw status;
            }
            requestEnds = System.nanoTime() + BETWEEN_TRIES.toNanos();
            return null;
        }
    }

    /// The server sends what it has and then ends the request, which jnats tells as "no message" at once.
    /// What was pushed lies in the library's buffer.
    private List<Message> batch(Message first) throws InterruptedException {
        List<Message> messages = new ArrayList<>(List.of(first));
        while (messages.size() < pull.max()) {
            Message next = subscription.nextMessage(settings.push() ? BUFFERED : REST_LIMIT);
            if (next == null) {
                return messages;
            }
            messages.add(next);
        }
        return messages;
    }

    private void hand(List<Message> messages) {
        pull = null;
        requestEnds = System.nanoTime();
        List<Delivery> batch = new ArrayList<>(messages.size());
        int foreign = 0;
        for (Message message : messages) {
            try {
                batch.add(delivery(message));
            } catch (IllegalArgumentException notOurs) {
                message.term();
                foreign++;
            }
        }
        if (foreign > 0) {
            mailbox.tell(new BrokerOutcome.Dropped(subscription(), foreign));
        }
        mailbox.tell(new BrokerOutcome.Batch(subscription(), List.copyOf(batch)));
    }

    private Delivery delivery(Message message) {
        var read = read(message);
        int handle = ++deliveries * SUBSCRIPTIONS_MAX + subscription();
        unsettled.put(handle, message);
        long count = message.metaData().deliveredCount();
        TopicPartition place = new TopicPartition(topic(), 0);
        long position = message.metaData().streamSequence();
        return new Delivery(handle, place, position, (int) count, count > 1, read, 0, read.cause());
    }

    private void acknowledge(BrokerCommand.Acknowledge asked) throws InterruptedException {
        Message message = settled(asked.delivery());
        if (!asked.awaitReceipt()) {
            message.ack();
            return;
        }
        try {
            message.ackSync(settings.requestTimeout());
            mailbox.tell(new BrokerOutcome.Acknowledged(asked.request()));
        } catch (TimeoutException | IllegalStateException e) {
            mailbox.tell(new BrokerOutcome.AcknowledgeFailed(asked.request(), NatsCauses.of(e), Certainty.MAYBE_DONE));
        }
    }

    private Message settled(Delivery delivery) {
        Message message = unsettled.remove(delivery.handle());
        if (message == null) {
            throw new IllegalStateException("settled twice: " + delivery);
        }
        return message;
    }
}
