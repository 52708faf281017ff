package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.kafka.KafkaFrames;
import dev.ackademy.connect.kafka.KafkaLiveClient;
import dev.ackademy.connect.kafka.KafkaSettings;
import dev.ackademy.connect.server.KafkaServer;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.app.WorkerSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The shop and the billing of the ground truth's Kafka lines, with their client settings.
final class KafkaProcesses {
    private KafkaProcesses() {}

    static WorkerSettings shop(String topic, int count) {
        return Processes.shop(topic, count);
    }

    static WorkerSettings billing(String topic, int maxPoll) {
        return Processes.billing(topic, maxPoll);
    }

    static boolean seventhAcknowledgementIsNext(StepPoint point) {
        return point.verb().equals("acknowledge")
                && point.when() == StepPoint.When.BEFORE
                && point.operation().version() == 7;
    }

    static Predicate<List<LiveProcess.Recorded>> published(int count) {
        return all -> all.stream()
                        .filter(one -> one.event() instanceof DeliveryEvent.PublishAcknowledged)
                        .count()
                == count;
    }

    static Predicate<List<LiveProcess.Recorded>> acknowledged(long position) {
        return all -> all.stream()
                .anyMatch(one -> one.event() instanceof DeliveryEvent.Acknowledged told && told.position() == position);
    }

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
