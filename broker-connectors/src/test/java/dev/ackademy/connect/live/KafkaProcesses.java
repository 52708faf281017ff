package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.kafka.KafkaFrames;
import dev.ackademy.connect.kafka.KafkaLiveClient;
import dev.ackademy.connect.kafka.KafkaSettings;
import dev.ackademy.connect.server.KafkaServer;
import dev.ackademy.core.node.BrokerClient.Application;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the processes of the ground truth's Kafka lines reach their broker, with their client settings.
final class KafkaProcesses {
    private KafkaProcesses() {}

    /// Settings without an address yet.
    static KafkaSettings producer(boolean idempotent) {
        SortedMap<String, String> producer = new TreeMap<>(Map.of(
                "acks", "all",
                "linger.ms", "0",
                "enable.idempotence", Boolean.toString(idempotent)));
        SortedMap<String, String> consumer = new TreeMap<>(Map.of(
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", "10",
                "session.timeout.ms", "1500",
                "heartbeat.interval.ms", "300",
                "group.protocol", "classic"));
        return new KafkaSettings("", producer, consumer);
    }

    static LiveLink link(KafkaServer.Link link, KafkaSettings settings, Rule... rules) {
        return new LiveLink() {
            @Override
            public FaultProxy proxy() throws IOException {
                FaultProxy proxy = FaultProxy.between(link.advertised(), link.listens(), new KafkaFrames());
                List.of(rules).forEach(proxy::add);
                return proxy;
            }

            @Override
            public LiveClient client(FaultProxy proxy, Application mailbox) {
                KafkaSettings there = new KafkaSettings(proxy.address(), settings.producer(), settings.consumer());
                return new KafkaLiveClient(there, mailbox);
            }
        };
    }
}
