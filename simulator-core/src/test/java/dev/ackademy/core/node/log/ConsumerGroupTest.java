package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.GroupEvent.MemberLeft;
import dev.ackademy.core.model.GroupEvent.MemberMoved;
import dev.ackademy.core.model.GroupEvent.RebalanceBegan;
import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeatAnswer;
import dev.ackademy.core.node.log.client.LogClientSettings;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Groups of the consumer protocol (K26), with the client library on both sides of every hand-over.
class ConsumerGroupTest {

    private static final long SECOND = LogBench.SECOND;
    private static final int PARTITIONS = 4;

    private LogBench log = new LogBench(LogBench.settings(1, LogBench.orders(PARTITIONS, 1, 1)));
    private int published;

    private LogClientSettings settings() {
        return settings(client -> {});
    }

    private LogClientSettings settings(Consumer<Client> change) {
        return log.client(change.andThen(client -> client.protocol = "consumer"));
    }

    private ClientProcess member(int number) {
        return log.process(
                number, settings(), ClientProcess.reading(Ack.BATCH, 10).workingFor(1_000));
    }

    private static TopicPartition orders(int number) {
        return new TopicPartition("orders", number);
    }

    private ConsumerGroup group() {
        return log.broker(1).coordinator.consumers.groups.get("g");
    }

    private List<MemberState> states() {
        return group().members.values().stream().map(ConsumerMember::state).toList();
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            log.publish(101, "K" + published % 7 + "#" + ++published);
        }
    }

    private void assertShared(ClientProcess... members) {
        TreeSet<TopicPartition> all = new TreeSet<>();
        for (ClientProcess member : members) {
            assertThat(member.memory.assigned).hasSize(PARTITIONS / members.length);
            all.addAll(member.memory.assigned);
        }
        assertThat(all).hasSize(PARTITIONS);
        assertThat(states()).hasSize(members.length).containsOnly(MemberState.STABLE);
        assertThat(group().epoch).isEqualTo(group().targetEpoch);
        log.assertQuiet();
    }

    @Test
    void a_second_member_gets_its_share_and_what_it_leaves_goes_back() {
        ClientProcess first = member(111);
        log.run(SECOND);
        assertShared(first);
        ClientProcess second = member(112);
        log.run(5 * SECOND);
        assertShared(first, second);
        log.bench.stop(112);
        log.run(5 * SECOND);
        assertShared(first);
        assertThat(group().epoch).isEqualTo(3);
    }

    @Test
    void a_member_passes_through_the_states_that_the_hand_over_needs() {
        member(111);
        log.run(SECOND);
        member(112);
        log.run(5 * SECOND);
        assertThat(log.bench.facts(MemberMoved.class))
                .extracting(moved -> moved.member() + " " + moved.epoch() + " " + moved.state() + " "
                        + moved.partitions().size() + "-" + moved.revoking().size())
                .containsExactly(
                        "111 1 STABLE 4-0",
                        "112 2 UNRELEASED_PARTITIONS 0-0",
                        "111 1 UNREVOKED_PARTITIONS 2-2",
                        "111 2 STABLE 2-0",
                        "112 2 STABLE 2-0");
    }

    @Test
    void a_member_whose_process_dies_is_removed_after_the_session_time_of_the_broker() {
        ClientProcess first = member(111);
        member(112);
        log.run(5 * SECOND);
        log.bench.crash(112);
        log.run(SECOND / 2);
        assertThat(group().members).hasSize(2);
        log.run(2 * SECOND);
        assertShared(first);
        assertThat(log.bench.facts(MemberLeft.class))
                .extracting(MemberLeft::cause)
                .containsExactly("session timed out");
    }

    @Test
    void a_member_that_was_paused_drops_everything_and_joins_anew() {
        ClientProcess first = member(111);
        ClientProcess second = member(112);
        log.run(5 * SECOND);
        log.bench.pause(112);
        log.run(3 * SECOND);
        assertShared(first);
        log.bench.resume(112);
        log.run(5 * SECOND);
        assertThat(second.outcomes)
                .filteredOn(BrokerOutcome.LostAssignment.class::isInstance)
                .extracting(lost -> ((BrokerOutcome.LostAssignment) lost).cause())
                .containsExactly("UNKNOWN_MEMBER_ID");
        assertShared(first, second);
    }

    @Test
    void a_member_that_does_not_give_up_in_time_is_removed_and_told() {
        HeartbeatClient first = new HeartbeatClient(log, 111, 1);
        first.join();
        new HeartbeatClient(log, 112, 1).join();
        log.run(2 * SECOND);
        assertThat(states()).contains(MemberState.UNREVOKED_PARTITIONS);
        log.run(3 * SECOND);
        assertThat(log.bench.facts(MemberLeft.class))
                .extracting(MemberLeft::cause)
                .containsExactly("did not give its partitions up in time");
        assertThat(first.last().error()).isEqualTo(LogError.UNKNOWN_MEMBER_ID);
        assertThat(group().members.get(112).assigned()).hasSize(PARTITIONS);
    }

    /// The answer to the join is lost: the member says the same number again and is not counted twice.
    @Test
    void a_join_whose_answer_was_lost_is_the_same_member_again() {
        int[] left = {1};
        log.bench.fault((from, to, frame) ->
                frame instanceof GroupHeartbeatAnswer && left[0]-- > 0 ? Bench.Verdict.CUT : Bench.Verdict.PASS);
        ClientProcess first = member(111);
        log.run(5 * SECOND);
        assertShared(first);
        assertThat(log.bench.facts(RebalanceBegan.class)).hasSize(1);
    }

    @Test
    void a_topic_that_grows_is_shared_anew() {
        ClientProcess first = member(111);
        ClientProcess second = member(112);
        log.run(5 * SECOND);
        log.bench.adjust(LogBench.CONTROLLER, new Adjustment.AddPartitions("orders", PARTITIONS + 2));
        log.run(5 * SECOND);
        assertThat(first.memory.assigned).hasSize(3);
        assertThat(second.memory.assigned).hasSize(3);
        log.assertQuiet();
    }

    @Test
    void a_broker_that_comes_back_finds_the_group_in_its_log() {
        ClientProcess first = member(111);
        ClientProcess second = member(112);
        log.run(5 * SECOND);
        List<TopicPartition> before = List.copyOf(first.memory.assigned);
        int epoch = group().epoch;
        log.bench.crash(1);
        log.run(SECOND / 10);
        log.bench.start(1);
        log.run(10 * SECOND);
        assertThat(group().epoch).isEqualTo(epoch);
        assertThat(first.memory.assigned).isEqualTo(before);
        assertShared(first, second);
    }

    /// With auto-commit a member commits before it gives anything up: nothing is done twice.
    @Test
    void what_was_done_is_committed_before_it_is_given_up() {
        log.producer(101);
        ClientProcess first = log.process(
                111,
                settings(client -> client.autoCommit = true),
                ClientProcess.reading(Ack.NEVER, 10).workingFor(1_000));
        publish(100);
        log.bench.runUntil(() -> first.effects.size() > 50, 10 * SECOND);
        ClientProcess second = log.process(
                112,
                settings(client -> client.autoCommit = true),
                ClientProcess.reading(Ack.NEVER, 10).workingFor(1_000));
        publish(100);
        log.run(10 * SECOND);
        List<String> effects = new ArrayList<>(first.effects);
        effects.addAll(second.effects);
        assertThat(effects).hasSize(200).doesNotHaveDuplicates();
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 60);
    }

    /// What K26 promises, in the state of whoever coordinates, whatever fails.
    @ParameterizedTest
    @MethodSource("seeds")
    void no_partition_is_owned_by_two_members(int seed) {
        log = new LogBench(LogBench.settings(3, LogBench.orders(PARTITIONS, 3, 2)));
        Random random = new Random(seed);
        log.producer(101);
        TreeSet<Integer> down = new TreeSet<>(List.of(112, 113, 114));
        TreeSet<Integer> paused = new TreeSet<>();
        member(111);
        for (int step = 0; step < 120; step++) {
            int node = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 111 + random.nextInt(4);
            boolean broker = node <= 3;
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    if (down.remove(node)) {
                        if (broker || log.processes.containsKey(node)) {
                            log.bench.start(node);
                        } else {
                            member(node);
                        }
                    }
                }
                case 2 -> {
                    if (!paused.contains(node)
                            && (!broker || down.stream().noneMatch(each -> each <= 3))
                            && down.add(node)) {
                        ClientProcess process = log.processes.get(node);
                        boolean busy = process == null || process.memory.awaiting > 0 || process.memory.working;
                        if (broker || busy || random.nextBoolean()) {
                            log.bench.crash(node);
                        } else {
                            log.bench.stop(node);
                        }
                    }
                }
                case 3 -> {
                    if (!down.contains(node) && paused.isEmpty()) {
                        paused.add(node);
                        log.bench.pause(node);
                    }
                }
                case 4 -> {
                    if (!paused.isEmpty()) {
                        log.bench.resume(paused.pollFirst());
                    }
                }
                default -> log.bench.cut(node, 1 + random.nextInt(3));
            }
            publish(random.nextInt(3));
            watch(random.nextInt(6) == 0 ? random.nextInt(4_000_000) : random.nextInt(100_000));
        }
        paused.forEach(log.bench::resume);
        down.stream().filter(each -> each <= 3).forEach(log.bench::start);
        watch(60 * SECOND);
        log.assertQuiet();
    }

    private void watch(long micros) {
        long until = log.bench.now() + micros;
        while (log.bench.step(until)) {
            log.brokers.forEach(ConsumerGroupTest::assertSingleOwners);
        }
        log.run(until - log.bench.now());
    }

    private static void assertSingleOwners(LogBroker broker) {
        for (ConsumerGroup group : broker.coordinator.consumers.groups.values()) {
            TreeMap<TopicPartition, Integer> owners = new TreeMap<>();
            for (ConsumerMember member : group.members.values()) {
                List<TopicPartition> all = new ArrayList<>(member.partitions());
                all.addAll(member.givingUp());
                for (TopicPartition partition : all) {
                    assertThat(owners.put(partition, member.member()))
                            .as("%s is also owned by", partition)
                            .isNull();
                }
                assertThat(member.epoch()).isLessThanOrEqualTo(group.targetEpoch);
            }
            assertThat(group.targetEpoch).isLessThanOrEqualTo(group.epoch);
        }
    }

    /// While nobody is silent the members' own views are as exclusive: connections may break at any moment.
    @ParameterizedTest
    @MethodSource("seeds")
    void members_that_are_heard_never_read_the_same_partition(int seed) {
        Random random = new Random(seed);
        log.producer(101);
        TreeSet<Integer> there = new TreeSet<>();
        for (int step = 0; step < 100; step++) {
            int node = 111 + random.nextInt(4);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    if (there.add(node)) {
                        if (log.processes.containsKey(node)) {
                            log.bench.start(node);
                        } else {
                            member(node);
                        }
                    }
                }
                case 2 -> {
                    if (there.remove(node)) {
                        log.bench.crash(node);
                    }
                }
                default -> {
                    if (there.contains(node)) {
                        log.bench.cut(node, 1);
                    }
                }
            }
            publish(random.nextInt(3));
            long until =
                    log.bench.now() + (random.nextInt(6) == 0 ? random.nextInt(3_000_000) : random.nextInt(50_000));
            while (log.bench.step(until)) {
                assertExclusive();
            }
            log.run(until - log.bench.now());
        }
    }

    private void assertExclusive() {
        TreeMap<TopicPartition, Integer> readers = new TreeMap<>();
        log.processes.forEach((number, process) ->
                process.memory.assigned.forEach(partition -> assertThat(readers.put(partition, number))
                        .as("%s is also read by", partition)
                        .isNull()));
    }
}
