package dev.ackademy.connect.kafka;

import java.util.SortedMap;
import java.util.TreeMap;

/// How a process reaches Kafka and with which settings of the client library, by their own names in kafka-clients.
///
/// @param bootstrap where the process's proxy listens, `127.0.0.1:20001`
public record KafkaSettings(String bootstrap, SortedMap<String, String> producer, SortedMap<String, String> consumer) {
    private static final int MAX_POLL_RECORDS_DEFAULT = 500;
    private static final long MAX_POLL_INTERVAL_MS_DEFAULT = 300_000;

    boolean transactional() {
        return producer.containsKey("transactional.id");
    }

    int largestBatch() {
        String set = consumer.get("max.poll.records");
        return set == null ? MAX_POLL_RECORDS_DEFAULT : Integer.parseInt(set);
    }

    /// How long a member may take to give partitions up: its poll interval.
    long rebalanceLimitMillis() {
        String set = consumer.get("max.poll.interval.ms");
        return set == null ? MAX_POLL_INTERVAL_MS_DEFAULT : Long.parseLong(set);
    }

    SortedMap<String, Object> forProducer() {
        SortedMap<String, Object> all = new TreeMap<>(producer);
        all.put("bootstrap.servers", bootstrap);
        return all;
    }

    SortedMap<String, Object> forConsumer(String group) {
        SortedMap<String, Object> all = new TreeMap<>(consumer);
        all.put("bootstrap.servers", bootstrap);
        all.put("group.id", group);
        return all;
    }
}
