package dev.ackademy.connect.kafka;

import dev.ackademy.connect.WireMessage;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.log.client.Partitioning;
import dev.ackademy.core.node.port.BrokerCommand.Publish;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The producer of one incarnation. `send` may block (metadata, a full buffer), so it is called on a thread of its own,
/// in the order of the commands.
final class KafkaSender {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Application mailbox;
    private final boolean retries;
    private final ExecutorService thread;
    private final KafkaTransactions transactions;
    private final boolean transactional;

    KafkaSender(KafkaSettings settings, Application mailbox) {
        this.mailbox = mailbox;
        retries = !"0".equals(settings.producer().get("retries"));
        producer = new KafkaProducer<>(settings.forProducer(), new ByteArraySerializer(), new ByteArraySerializer());
        transactions = new KafkaTransactions(producer, mailbox);
        transactional = settings.transactional();
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("kafka-sender").daemon().factory());
    }

    /// A transactional producer is open when it has its id and epoch.
    void open(Capabilities capabilities) {
        if (!transactional) {
            mailbox.tell(new BrokerOutcome.Opened(capabilities));
            return;
        }
        thread.execute(() -> {
            try {
                transactions.init();
                mailbox.tell(new BrokerOutcome.Opened(capabilities));
            } catch (RuntimeException refused) {
                mailbox.tell(new BrokerOutcome.OpenFailed(Causes.of(refused)));
            }
        });
    }

    void transaction(Consumer<KafkaTransactions> act) {
        thread.execute(() -> act.accept(transactions));
    }

    void publish(Publish publish) {
        thread.execute(() -> send(publish));
    }

    /// Everything asked before is sent and answered, or has failed.
    void flush(int request) {
        thread.execute(() -> Thread.ofVirtual().start(() -> {
            producer.flush();
            mailbox.tell(new BrokerOutcome.Flushed(request));
        }));
    }

    /// A clean close sends what is buffered first; an unclean one drops it.
    void close(boolean clean, Collection<KafkaReader> readers) {
        List<KafkaReader> closing = List.copyOf(readers);
        thread.execute(() -> {
            producer.close(clean ? CLOSE_LIMIT : Duration.ZERO);
            closing.forEach(reader -> reader.gone(System.nanoTime() + CLOSE_LIMIT.toNanos()));
            mailbox.tell(new BrokerOutcome.Closed());
        });
        thread.shutdown();
    }

    boolean abandon(long deadline) {
        thread.shutdownNow();
        producer.close(Duration.ZERO);
        try {
            return thread.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void send(Publish publish) {
        Thread here = Thread.currentThread();
        try {
            producer.send(record(publish, partition(publish)), (receipt, failure) -> {
                boolean neverSent = Thread.currentThread() == here;
                mailbox.tell(failure == null ? published(publish, receipt) : failed(publish, failure, neverSent));
            });
        } catch (RuntimeException neverSent) {
            mailbox.tell(failed(publish, neverSent, true));
        }
    }

    /// Null where the library chooses: by murmur2 of the key, or in its own turn without one.
    private Integer partition(Publish publish) {
        if (publish.key() == null || publish.partitioner().equals("murmur2")) {
            return null;
        }
        int partitions = producer.partitionsFor(publish.topic()).size();
        return Partitioning.partition(publish.key(), publish.partitioner(), partitions);
    }

    private static ProducerRecord<byte[], byte[]> record(Publish publish, Integer partition) {
        WireMessage wire = WireMessage.of(publish.message());
        byte[] key = publish.key() == null ? null : publish.key().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(publish.topic(), partition, key, wire.body());
        wire.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    private static BrokerOutcome published(Publish publish, RecordMetadata receipt) {
        TopicPartition partition = new TopicPartition(receipt.topic(), receipt.partition());
        long position = receipt.hasOffset() ? receipt.offset() : -1;
        return new BrokerOutcome.Published(publish.request(), partition, position, false);
    }

    private BrokerOutcome failed(Publish publish, Exception failure, boolean neverSent) {
        Certainty certainty = neverSent ? Certainty.NOT_DONE : Causes.afterSending(failure, !retries);
        return new BrokerOutcome.PublishFailed(publish.request(), Causes.of(failure), certainty);
    }
}
