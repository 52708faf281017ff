package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.GroupEvent.OffsetCommitted;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.log.client.LogClientSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole small runs: servers and client libraries together, told as stories.
class SmokeTest {

    private static final long SECOND = LogBench.SECOND;

    @Test
    void one_broker_serves_a_producer_and_a_consumer_and_then_nothing_happens() {
        LogBench log = new LogBench(LogBench.settings(1, LogBench.orders(1, 1, 1)));
        log.producer(101);
        ClientProcess billing = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.publish(101, "A#1", "A#2", "A#3", "A#4", "A#5");
        log.run(SECOND);
        assertThat(log.processes.get(101).told).containsExactly("A#1@0", "A#2@1", "A#3@2", "A#4@3", "A#5@4");
        assertThat(billing.effects)
                .containsExactly(
                        "orders-0@0 A#1", "orders-0@1 A#2", "orders-0@2 A#3", "orders-0@3 A#4", "orders-0@4 A#5");
        assertThat(log.bench.facts(OffsetCommitted.class))
                .extracting(OffsetCommitted::to)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        long handled = log.bench.handled();
        log.assertQuiet();
        log.run(3600 * SECOND);
        assertThat(log.bench.handled()).isEqualTo(handled);
    }

    @Test
    void three_brokers_lose_a_leader_and_no_message() {
        LogBench log = new LogBench(LogBench.settings(3, LogBench.orders(1, 3, 2)));
        log.producer(101);
        ClientProcess billing = log.process(102, log.client(), ClientProcess.reading(Ack.BATCH, 10));
        log.publish(101, "A#1", "A#2");
        log.run(SECOND);
        log.publish(101, "A#3");
        log.bench.crash(1);
        log.publish(101, "A#4", "A#5");
        log.run(20 * SECOND);
        assertThat(log.processes.get(101).told).hasSize(5).noneMatch(told -> told.contains("!"));
        assertThat(billing.effects).hasSize(5);
        assertThat(log.controller.state(LogBench.ORDERS).leader()).isNotEqualTo(1);
        log.bench.start(1);
        log.run(60 * SECOND);
        assertThat(log.log(1))
                .isEqualTo(log.log(2))
                .isEqualTo(log.log(3))
                .containsExactly("A#1", "A#2", "A#3", "A#4", "A#5");
        assertThat(log.controller.state(LogBench.ORDERS).isr()).containsExactlyInAnyOrder(1, 2, 3);
        log.assertQuiet();
    }

    private static void publish(LogBench log, int from, int to) {
        for (int number = from; number < to; number++) {
            log.publish(101, "K" + number + "#1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "cooperative"})
    void a_second_consumer_shares_the_partitions_and_the_others_get_them_when_it_dies(String assignment) {
        LogBench log = new LogBench(LogBench.settings(1, LogBench.orders(4, 1, 1)));
        LogClientSettings settings = log.client(client -> client.assignment = assignment);
        log.producer(101);
        ClientProcess first = log.process(102, settings, ClientProcess.reading(Ack.EACH, 10));
        publish(log, 0, 20);
        log.run(SECOND);
        assertThat(first.memory.assigned).hasSize(4);
        ClientProcess second = log.process(103, settings, ClientProcess.reading(Ack.EACH, 10));
        log.run(2 * SECOND);
        assertThat(first.memory.assigned).hasSize(2);
        assertThat(second.memory.assigned).hasSize(2).doesNotContainAnyElementsOf(first.memory.assigned);
        log.assertQuiet();
        publish(log, 20, 40);
        log.run(SECOND);
        log.bench.crash(103);
        log.run(5 * SECOND);
        publish(log, 40, 60);
        log.run(5 * SECOND);
        assertThat(first.memory.assigned).hasSize(4);
        List<String> all = new ArrayList<>(first.effects);
        all.addAll(second.effects);
        assertThat(all).hasSize(60).doesNotHaveDuplicates();
        assertThat(second.effects).isNotEmpty();
        long handled = log.bench.handled();
        log.assertQuiet();
        log.run(3600 * SECOND);
        assertThat(log.bench.handled()).isEqualTo(handled);
        log.bench.start(103);
        log.run(5 * SECOND);
        assertThat(second.memory.assigned).hasSize(2);
        log.assertQuiet();
    }

    @Test
    void a_consumer_that_leaves_cleanly_hands_over_at_once() {
        LogBench log = new LogBench(LogBench.settings(1, LogBench.orders(2, 1, 1)));
        log.producer(101);
        ClientProcess first = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.process(103, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.run(3 * SECOND);
        assertThat(first.memory.assigned).hasSize(1);
        log.bench.stop(103);
        log.run(3 * SECOND);
        assertThat(first.memory.assigned).hasSize(2);
        log.processes.remove(103);
        log.assertQuiet();
    }

    @Test
    void an_unclean_leader_loses_what_only_the_old_one_had() {
        LogBench log = new LogBench(Cluster.of(2, LogBench.orders(1, 2, 1), cluster -> cluster.unclean = true));
        log.producer(101);
        ClientProcess billing = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.publish(101, "A#1");
        log.run(SECOND);
        log.bench.crash(2);
        log.run(10 * SECOND);
        log.publish(101, "A#2");
        log.run(SECOND);
        assertThat(log.processes.get(101).told).containsExactly("A#1@0", "A#2@1");
        log.bench.crash(1);
        log.run(10 * SECOND);
        log.bench.start(2);
        log.run(20 * SECOND);
        log.publish(101, "A#3");
        log.run(5 * SECOND);
        assertThat(log.log(2)).containsExactly("A#1", "A#3");
        log.bench.start(1);
        log.run(20 * SECOND);
        assertThat(log.log(1)).containsExactly("A#1", "A#3");
        assertThat(billing.effects).startsWith("orders-0@0 A#1", "orders-0@1 A#2");
        log.assertQuiet();
    }

    @Test
    void lost_power_forgets_what_was_not_flushed_and_followers_bring_it_back() {
        LogBench log = new LogBench(LogBench.settings(3, LogBench.orders(1, 3, 2)));
        log.producer(101);
        ClientProcess billing = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.publish(101, "A#1", "A#2");
        log.run(SECOND);
        log.bench.powerOff(1);
        log.publish(101, "A#3");
        log.run(30 * SECOND - SECOND);
        assertThat(billing.effects)
                .as("its fetch still waits for the dark broker")
                .hasSize(2);
        log.run(5 * SECOND);
        assertThat(billing.effects).hasSize(3);
        log.bench.start(1);
        assertThat(log.log(1)).isEmpty();
        log.run(20 * SECOND);
        assertThat(log.log(1)).isEqualTo(log.log(2)).containsExactly("A#1", "A#2", "A#3");
        log.assertQuiet();
    }

    @Test
    void the_coordinator_moves_and_the_group_goes_on() {
        LogBench log = new LogBench(LogBench.settings(3, LogBench.orders(2, 3, 1)));
        log.producer(101);
        ClientProcess first = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        ClientProcess second = log.process(103, log.client(), ClientProcess.reading(Ack.EACH, 10));
        publish(log, 0, 10);
        log.run(3 * SECOND);
        int coordinator = log.controller.state(Role.offsetsPartition()).leader();
        log.bench.crash(coordinator);
        publish(log, 10, 20);
        log.run(30 * SECOND);
        publish(log, 20, 30);
        log.run(10 * SECOND);
        List<String> all = new ArrayList<>(first.effects);
        all.addAll(second.effects);
        assertThat(all.stream().distinct().toList()).hasSize(30);
        assertThat(first.memory.assigned).hasSize(1);
        assertThat(second.memory.assigned).hasSize(1);
        log.assertQuiet();
        log.bench.start(coordinator);
        log.run(30 * SECOND);
        log.assertQuiet();
    }

    @Test
    void a_parted_follower_is_left_out_and_comes_back() {
        LogBench log = new LogBench(LogBench.settings(3, LogBench.orders(1, 3, 2)));
        log.producer(101);
        log.publish(101, "A#1");
        log.run(SECOND);
        log.bench.part(1, 3);
        log.publish(101, "A#2");
        log.run(20 * SECOND);
        assertThat(log.controller.state(LogBench.ORDERS).isr()).containsExactly(1, 2);
        assertThat(log.processes.get(101).told).containsExactly("A#1@0", "A#2@1");
        log.bench.heal(1, 3);
        log.run(20 * SECOND);
        assertThat(log.controller.state(LogBench.ORDERS).isr()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(log.log(3)).containsExactly("A#1", "A#2");
        log.assertQuiet();
    }

    @Test
    void new_partitions_are_read_when_the_metadata_is_old() {
        LogBench log = new LogBench(LogBench.settings(1, LogBench.orders(1, 1, 1)));
        log.producer(101);
        ClientProcess billing = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        publish(log, 0, 5);
        log.run(SECOND);
        log.bench.adjust(LogBench.CONTROLLER, new Adjustment.AddPartitions("orders", 4));
        log.run(600 * SECOND);
        assertThat(billing.memory.assigned).hasSize(4);
        publish(log, 5, 25);
        log.run(SECOND);
        assertThat(billing.effects).hasSize(25).anyMatch(effect -> effect.startsWith("orders-3@"));
        log.assertQuiet();
    }
}
