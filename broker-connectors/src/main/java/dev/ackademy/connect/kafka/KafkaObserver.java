package dev.ackademy.connect.kafka;

import dev.ackademy.connect.Observed;
import dev.ackademy.connect.WireMessage;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Looks at somebody's Kafka and writes nothing: fetches records with partitions assigned by hand (no group), and asks
/// for the positions of groups.
public final class KafkaObserver implements Observed.Observer {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final long ANSWER_LIMIT_MILLIS = 15_000;

    private final String server;
    private final List<String> topics;
    private final List<String> groups;
    private final String identity;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SortedMap<String, String> access;
    private final Map<String, Integer> seen = new HashMap<>();

    /// @param identity header that tells what a record stands for, null for none
    /// @param access   settings of the client library for TLS and SASL
    public KafkaObserver(
            String server, SortedMap<String, String> access, List<String> topics, List<String> groups, String identity)
            throws BrokerUnavailable {
        this.server = server;
        this.topics = List.copyOf(topics);
        this.groups = List.copyOf(groups);
        this.identity = identity;
        Map<String, Object> settings = new HashMap<>(access);
        settings.put("bootstrap.servers", server);
        settings.put("default.api.timeout.ms", "10000");
        settings.put("request.timeout.ms", "5000");
        this.access = access;
        admin = KafkaAccess.admin(server, access);
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.remove("group.id");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public SortedMap<String, Integer> topics() throws IOException {
        SortedMap<String, Integer> partitions = new TreeMap<>();
        List<org.apache.kafka.common.TopicPartition> all = new ArrayList<>();
        try {
            for (String topic : topics) {
                List<PartitionInfo> found = consumer.partitionsFor(topic);
                if (found == null || found.isEmpty()) {
                    throw new BrokerUnavailable("Kafka at " + server + " has no topic " + topic);
                }
                partitions.put(topic, found.size());
                found.forEach(
                        each -> all.add(new org.apache.kafka.common.TopicPartition(each.topic(), each.partition())));
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            return partitions;
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Observed look() throws IOException {
        List<Observed.Record> records = new ArrayList<>();
        try {
            consumer.poll(LOOK).forEach(record -> records.add(read(record)));
            return new Observed(records, positions());
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    private List<Observed.Position> positions() throws IOException {
        List<Observed.Position> positions = new ArrayList<>();
        for (String group : groups) {
            try {
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(ANSWER_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                        .forEach((partition, offset) -> {
                            if (offset != null && topics.contains(partition.topic())) {
                                positions.add(new Observed.Position(
                                        group,
                                        new TopicPartition(partition.topic(), partition.partition()),
                                        offset.offset()));
                            }
                        });
            } catch (ExecutionException e) {
                throw unavailable(e.getCause());
            } catch (TimeoutException e) {
                throw unavailable(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(e);
            }
        }
        return positions;
    }

    private Observed.Record read(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        SortedMap<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        Operation operation;
        try {
            operation = new WireMessage(headers, record.value() == null ? new byte[0] : record.value())
                    .message()
                    .operation();
        } catch (IllegalArgumentException notOurs) {
            String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
            int before = seen.merge(partition + " " + key, 1, Integer::sum) - 1;
            operation = Observed.foreign(identity == null ? null : headers.get(identity), key, partition, before);
        }
        return new Observed.Record(partition, record.offset(), operation);
    }

    private BrokerUnavailable unavailable(Throwable cause) {
        return KafkaAccess.unavailable("Kafka at " + server, "cannot be observed", cause, access);
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(5)));
        admin.close(Duration.ofSeconds(5));
    }
}
