package dev.ackademy.connect.kafka;

import dev.ackademy.connect.WireMessage;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The consumer of one subscription, and the only thread that touches it. It polls while a pull is outstanding and not
/// otherwise: an application that does not pull is one that does not poll. In the revocation callback it waits, still
/// taking acknowledgements, until the application has released the partitions (limit: the poll interval).
final class KafkaReader implements ConsumerRebalanceListener {
    /// The advisory about a commit that the library made by itself, up to and with the delivery.
    static final String AUTO_COMMITTED = "auto-committed";

    private static final int SUBSCRIPTIONS_MAX = 64;
    private static final Duration POSITION_LIMIT = Duration.ofSeconds(2);
    private static final Duration POLL_SLICE = Duration.ofMillis(20);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final BrokerCommand.Subscribe subscribe;
    private final Application mailbox;
    private final BlockingQueue<BrokerCommand> commands = new LinkedBlockingQueue<>();
    private final Map<Integer, Attaching> attaching = new ConcurrentHashMap<>();
    private final Thread thread;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private volatile boolean abandoned;
    private boolean ended;
    private boolean leaves;
    private BrokerCommand.Pull pull;
    private long pullEnds;
    private int awaitedToken;
    private int tokens;
    private int deliveries;

    KafkaReader(KafkaSettings settings, BrokerCommand.Subscribe subscribe, Application mailbox) {
        if (subscribe.subscription() < 0 || subscribe.subscription() >= SUBSCRIPTIONS_MAX) {
            throw new IllegalArgumentException("subscriptions are numbered from 0 to " + (SUBSCRIPTIONS_MAX - 1));
        }
        this.settings = settings;
        this.subscribe = subscribe;
        this.mailbox = mailbox;
        SortedMap<String, Object> all = settings.forConsumer(subscribe.group());
        if ("true".equals(all.get("enable.auto.commit"))) {
            all.put("interceptor.classes", CommitWatch.class.getName());
            all.put(CommitWatch.TELLS, (CommitWatch.Tells) this::committed);
        }
        consumer = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        thread = Thread.ofPlatform()
                .name("kafka-reader-" + subscribe.group())
                .daemon()
                .unstarted(this::run);
    }

    static int subscription(int handle) {
        return handle % SUBSCRIPTIONS_MAX;
    }

    int subscription() {
        return subscribe.subscription();
    }

    void start() {
        thread.start();
    }

    void ask(BrokerCommand command) {
        commands.add(command);
    }

    /// Hands on the positions behind these deliveries, and the group as this member knows it.
    interface Attaching {
        void attach(Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> upTo, ConsumerGroupMetadata group);
    }

    void attach(BrokerCommand.Attach asked, Attaching then) {
        attaching.put(asked.request(), then);
        ask(asked);
    }

    private void attach(BrokerCommand.Attach asked) {
        Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> upTo = new HashMap<>();
        for (Delivery each : asked.deliveries()) {
            upTo.merge(
                    kafkas(each.partition()),
                    new OffsetAndMetadata(each.position() + 1),
                    (one, other) -> one.offset() > other.offset() ? one : other);
        }
        ConsumerGroupMetadata group =
                asked.withGroup() ? consumer.groupMetadata() : new ConsumerGroupMetadata(subscribe.group());
        attaching.remove(asked.request()).attach(upTo, group);
    }

    /// Ends the thread at the next chance it gets, without leaving the group.
    void abandon() {
        abandoned = true;
        consumer.wakeup();
        ask(new BrokerCommand.Unsubscribe(subscription(), false));
    }

    /// Waits for the end of the thread. False when it still runs at the deadline.
    boolean gone(long deadlineNanos) {
        try {
            return thread.join(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            consumer.subscribe(subscribe.topics(), this);
            mailbox.tell(new BrokerOutcome.Subscribed(subscription()));
            while (!ended && !abandoned) {
                next();
            }
        } catch (WakeupException | InterruptedException abandonedWhileWaiting) {
            // Nothing more is wanted of this thread.
        } catch (KafkaException fatal) {
            mailbox.tell(new BrokerOutcome.Fenced(Causes.of(fatal)));
        } finally {
            close();
        }
    }

    private void next() throws InterruptedException {
        BrokerCommand command = pull == null ? commands.take() : commands.poll();
        if (command == null) {
            poll();
        } else {
            carryOut(command);
        }
    }

    private void carryOut(BrokerCommand command) {
        switch (command) {
            case BrokerCommand.Pull asked -> begin(asked);
            case BrokerCommand.Acknowledge asked -> acknowledge(asked);
            case BrokerCommand.Redeliver asked ->
                seek(asked.delivery().partition(), asked.delivery().position());
            case BrokerCommand.Seek asked -> seek(asked.partition(), asked.position());
            case BrokerCommand.Pause asked -> consumer.pause(consumer.assignment());
            case BrokerCommand.Resume asked -> consumer.resume(consumer.paused());
            case BrokerCommand.AskPosition asked -> tellPositions();
            case BrokerCommand.Released released -> awaitedToken = released.token() == awaitedToken ? 0 : awaitedToken;
            case BrokerCommand.Unsubscribe asked -> {
                ended = true;
                leaves = asked.clean();
            }
            case BrokerCommand.Open o -> notForReaders(o);
            case BrokerCommand.Close o -> notForReaders(o);
            case BrokerCommand.Publish o -> notForReaders(o);
            case BrokerCommand.Flush o -> notForReaders(o);
            case BrokerCommand.Begin o -> notForReaders(o);
            case BrokerCommand.Attach asked -> attach(asked);
            case BrokerCommand.Commit o -> notForReaders(o);
            case BrokerCommand.Abort o -> notForReaders(o);
            case BrokerCommand.Subscribe o -> notForReaders(o);
            case BrokerCommand.Discard o -> notForReaders(o);
            case BrokerCommand.Extend o -> notForReaders(o);
        }
    }

    private static void notForReaders(BrokerCommand command) {
        throw new IllegalStateException(command + " came to a reader");
    }

    private void begin(BrokerCommand.Pull asked) {
        if (asked.max() < settings.largestBatch()) {
            throw new IllegalStateException("a pull of %d records, but max.poll.records=%d: one poll could bring more"
                    .formatted(asked.max(), settings.largestBatch()));
        }
        pull = asked;
        long wait = asked.maxWaitMicros() < 0 ? Long.MAX_VALUE / 4 : asked.maxWaitMicros() * 1_000;
        pullEnds = System.nanoTime() + Math.min(wait, Long.MAX_VALUE / 4);
    }

    private void poll() {
        long left = Math.max(0, pullEnds - System.nanoTime());
        try {
            ConsumerRecords<byte[], byte[]> records =
                    consumer.poll(Duration.ofNanos(Math.min(left, POLL_SLICE.toNanos())));
            if (pull != null && (!records.isEmpty() || pullEnds - System.nanoTime() <= 0)) {
                pull = null;
                mailbox.tell(new BrokerOutcome.Batch(subscription(), batch(records)));
            }
        } catch (InvalidOffsetException invalid) {
            tellInvalid(invalid);
        }
    }

    private List<Delivery> batch(ConsumerRecords<byte[], byte[]> records) {
        List<Delivery> batch = new ArrayList<>(records.count());
        int foreign = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                batch.add(delivery(record));
            } catch (IllegalArgumentException notOurs) {
                foreign++;
            }
        }
        if (foreign > 0) {
            mailbox.tell(new BrokerOutcome.Dropped(subscription(), foreign));
        }
        return batch;
    }

    private Delivery delivery(ConsumerRecord<byte[], byte[]> record) {
        SortedMap<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.US_ASCII));
        }
        Message message = new WireMessage(headers, record.value()).message();
        int handle = ++deliveries * SUBSCRIPTIONS_MAX + subscription();
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        return new Delivery(handle, partition, record.offset(), 0, false, message, epoch(), message.cause());
    }

    private void acknowledge(BrokerCommand.Acknowledge asked) {
        Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> upTo = Map.of(
                kafkas(asked.delivery().partition()),
                new OffsetAndMetadata(asked.delivery().position() + 1));
        if (!asked.awaitReceipt()) {
            consumer.commitAsync(upTo, (offsets, failure) -> tellCommit(asked.request(), failure));
            return;
        }
        try {
            consumer.commitSync(upTo);
            tellCommit(asked.request(), null);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException failure) {
            tellCommit(asked.request(), failure);
        }
    }

    private void tellCommit(int request, Exception failure) {
        if (failure == null) {
            mailbox.tell(new BrokerOutcome.Acknowledged(request));
            return;
        }
        boolean refused = failure instanceof CommitFailedException || failure instanceof RebalanceInProgressException;
        Certainty certainty = refused ? Certainty.NOT_DONE : Causes.afterSending(failure, false);
        mailbox.tell(new BrokerOutcome.AcknowledgeFailed(request, Causes.of(failure), certainty));
    }

    private void seek(TopicPartition partition, long position) {
        org.apache.kafka.common.TopicPartition kafkas = kafkas(partition);
        if (consumer.assignment().contains(kafkas)) {
            consumer.seek(kafkas, position);
            consumer.resume(List.of(kafkas));
        } else {
            mailbox.tell(new BrokerOutcome.LostAssignment(
                    subscription(), List.of(partition), "a seek came after the partition had gone"));
        }
    }

    private void tellPositions() {
        for (org.apache.kafka.common.TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            mailbox.tell(new BrokerOutcome.Position(subscription(), ours(partition), position));
        }
    }

    /// The partitions rest until the application has sought to a valid position.
    private void tellInvalid(InvalidOffsetException invalid) {
        consumer.beginningOffsets(invalid.partitions())
                .forEach((partition, logStart) -> mailbox.tell(
                        new BrokerOutcome.PositionInvalid(subscription(), ours(partition), -1, logStart, -1)));
        consumer.pause(invalid.partitions());
    }

    @Override
    public void onPartitionsAssigned(Collection<org.apache.kafka.common.TopicPartition> added) {
        mailbox.tell(new BrokerOutcome.Assigned(subscription(), ours(consumer.assignment()), ours(added), epoch()));
        for (org.apache.kafka.common.TopicPartition partition : added) {
            try {
                long position = consumer.position(partition, POSITION_LIMIT);
                mailbox.tell(new BrokerOutcome.Position(subscription(), ours(partition), position));
            } catch (InvalidOffsetException | org.apache.kafka.common.errors.TimeoutException notYetKnown) {
                // The poll says the same again, to whom it concerns.
            }
        }
    }

    /// What the library has committed by itself.
    private void committed(Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Delivery upTo = new Delivery(0, ours(partition), offset.offset() - 1, 0, false, null, epoch(), 0);
            mailbox.tell(new BrokerOutcome.Advisory(AUTO_COMMITTED, upTo));
        });
    }

    @Override
    public void onPartitionsRevoked(Collection<org.apache.kafka.common.TopicPartition> revoked) {
        if (ended || abandoned || revoked.isEmpty()) {
            return;
        }
        awaitedToken = ++tokens;
        mailbox.tell(new BrokerOutcome.Revoking(subscription(), ours(revoked), awaitedToken));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.rebalanceLimitMillis());
        try {
            while (awaitedToken != 0 && !ended && !abandoned && deadline - System.nanoTime() > 0) {
                BrokerCommand command = commands.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (command != null) {
                    carryOut(command);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        awaitedToken = 0;
    }

    @Override
    public void onPartitionsLost(Collection<org.apache.kafka.common.TopicPartition> lost) {
        if (!ended && !abandoned && !lost.isEmpty()) {
            mailbox.tell(new BrokerOutcome.LostAssignment(
                    subscription(), ours(lost), "the group went on without this member"));
        }
    }

    private void close() {
        boolean clean = leaves && !abandoned;
        consumer.close(CloseOptions.timeout(clean ? CLOSE_LIMIT : Duration.ZERO)
                .withGroupMembershipOperation(
                        clean ? GroupMembershipOperation.DEFAULT : GroupMembershipOperation.REMAIN_IN_GROUP));
        mailbox.tell(new BrokerOutcome.Unsubscribed(subscription()));
    }

    private int epoch() {
        return consumer.groupMetadata().generationId();
    }

    private static org.apache.kafka.common.TopicPartition kafkas(TopicPartition partition) {
        return new org.apache.kafka.common.TopicPartition(partition.topic(), partition.partition());
    }

    private static TopicPartition ours(org.apache.kafka.common.TopicPartition partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    private static List<TopicPartition> ours(Collection<org.apache.kafka.common.TopicPartition> partitions) {
        return partitions.stream().map(KafkaReader::ours).sorted().toList();
    }
}
