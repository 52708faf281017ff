package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.log.Bench.Verdict;
import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.log.DataFrame.Produce;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.truth.GroundTruth;
import dev.ackademy.core.truth.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a real Kafka 4.4.0 was seen to do in small failures, asked of the model: each test bears the id of its line in
/// `docs/fidelity.md`.
class GroundTruthTest {

    private static final long SECOND = LogBench.SECOND;
    private static final long MILLI = 1_000;

    private static LogBench one(int partitions) {
        return new LogBench(LogBench.settings(1, LogBench.orders(partitions, 1, 1)));
    }

    /// `A#from` to `A#(to-1)`.
    private static String[] messages(int from, int to) {
        return messages(from, to, "A");
    }

    private static String[] messages(int from, int to, String key) {
        return IntStream.range(from, to).mapToObj(number -> key + "#" + number).toArray(String[]::new);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /// Offsets of `orders-0` in the order in which effects happened.
    private static List<Integer> seen(ClientProcess... processes) {
        List<Integer> seen = new ArrayList<>();
        for (ClientProcess process : processes) {
            process.effects.forEach(effect ->
                    seen.add(Integer.parseInt(effect.substring(effect.indexOf('@') + 1, effect.indexOf(' ')))));
        }
        return seen;
    }

    private static List<Integer> repeated(List<Integer> seen) {
        return seen.stream()
                .filter(one -> seen.indexOf(one) != seen.lastIndexOf(one))
                .distinct()
                .toList();
    }

    private static List<Integer> lost(int sent, List<Integer> seen) {
        return range(0, sent).stream().filter(one -> !seen.contains(one)).toList();
    }

    /// 30 messages; the first consumer is killed after some effects, another one goes on.
    private static List<Integer> killedAfter(
            int effects, ClientProcess.Reading reading, Consumer<Client> change, String... races) {
        LogBench log = one(1);
        log.bench.races.addAll(List.of(races));
        log.producer(101);
        log.publish(101, messages(0, 30));
        log.run(SECOND);
        ClientProcess first = log.process(102, log.client(change), reading.dyingAfter(effects));
        log.bench.runUntil(() -> first.effects.size() == effects, 60 * SECOND);
        log.bench.crash(102);
        ClientProcess second = log.process(103, log.client(change), reading);
        log.run(120 * SECOND);
        return seen(first, second);
    }

    @Test
    @Seen("kafka a1")
    void a1_a_commit_before_the_work_loses_the_rest_of_the_batch() {
        List<Integer> seen =
                killedAfter(3, ClientProcess.reading(Ack.BEFORE_WORK, 10).workingFor(MILLI), client -> {});
        assertThat(seen).hasSize(23);
        assertThat(lost(30, seen)).isEqualTo(range(3, 10));
        assertThat(repeated(seen)).isEmpty();
    }

    @Test
    @Seen("kafka a2")
    void a2_auto_commit_loses_what_a_worker_was_handed() {
        List<Integer> seen = killedAfter(
                3, ClientProcess.reading(Ack.NEVER, 10).workingFor(SECOND).handingOff(), client -> {
                    client.autoCommit = true;
                    client.autoCommitMicros = SECOND / 2;
                });
        assertThat(lost(30, seen)).isNotEmpty();
        assertThat(repeated(seen)).isEmpty();
    }

    @Test
    @Seen("kafka a3")
    void a3_auto_commit_with_inline_work_repeats_the_batch_in_hand() {
        List<Integer> seen =
                killedAfter(13, ClientProcess.reading(Ack.NEVER, 10).workingFor(MILLI), client -> {
                    client.autoCommit = true;
                    client.autoCommitMicros = MILLI;
                });
        assertThat(seen).hasSize(33);
        assertThat(lost(30, seen)).isEmpty();
        assertThat(repeated(seen)).isEqualTo(range(10, 13));
    }

    /// What is lost and what is done twice, in the words of the line.
    private static String lostAndTwice(int sent, List<Integer> seen) {
        return "lost=" + number(lost(sent, seen), "") + " dup=" + number(repeated(seen), "x2");
    }

    private static String number(List<Integer> which, String each) {
        return which.isEmpty()
                ? "0"
                : which.size() + which.stream().map(one -> one + each).toList().toString();
    }

    /// The second poll's batch may be committed as soon as it is returned.
    @ParameterizedTest
    @ValueSource(strings = {"", "race/commit/node102/orders-0/10"})
    @Seen("kafka a4")
    void a4_a_commit_in_the_background_repeats_the_batch_in_hand_or_loses_it(String race) {
        List<Integer> seen = killedAfter(
                13,
                ClientProcess.reading(Ack.NEVER, 10).workingFor(MILLI),
                client -> {
                    client.autoCommit = true;
                    client.backgroundCommit = true;
                    client.autoCommitMicros = MILLI;
                },
                race);
        String outcome = GroundTruth.outcomes("kafka a4").get(race.isEmpty() ? 0 : 1);
        assertThat(outcome).contains(" seen=" + seen.size() + " ", lostAndTwice(30, seen) + " ");
    }

    @Test
    @Seen("kafka b1")
    void b1_a_crash_between_effect_and_commit_repeats_one() {
        List<Integer> seen = killedAfter(7, ClientProcess.reading(Ack.EACH, 10).workingFor(MILLI), client -> {});
        assertThat(seen).hasSize(31);
        assertThat(lost(30, seen)).isEmpty();
        assertThat(repeated(seen)).containsExactly(6);
    }

    @Test
    @Seen("kafka b2")
    void b2_a_crash_in_a_batch_repeats_its_part() {
        assertPartRepeated(client -> {});
    }

    private static void assertPartRepeated(Consumer<Client> change) {
        List<Integer> seen =
                killedAfter(17, ClientProcess.reading(Ack.BATCH, 10).workingFor(MILLI), change);
        assertThat(seen).hasSize(37);
        assertThat(lost(30, seen)).isEmpty();
        assertThat(repeated(seen)).isEqualTo(range(10, 17));
    }

    private static final Consumer<Client> CONSUMER = client -> client.protocol = "consumer";

    @Test
    @Seen("kafka b3")
    void b3_a_crash_in_a_batch_repeats_its_part_by_the_consumer_protocol_too() {
        assertPartRepeated(CONSUMER);
    }

    /// The first frames of this sort meet the verdict, all others pass.
    private static void first(LogBench log, int count, Class<?> sort, Verdict verdict) {
        int[] left = {count};
        log.bench.fault((from, to, frame) -> sort.isInstance(frame) && left[0]-- > 0 ? verdict : Verdict.PASS);
    }

    /// Five messages, each sent when the one before was acknowledged; the first answer is lost.
    private static LogBench answerLost(Consumer<Client> change) {
        LogBench log = one(1);
        log.process(101, log.client(change), null);
        first(log, 1, ProduceAnswer.class, Verdict.CUT);
        for (String message : messages(0, 5)) {
            log.publish(101, message);
            log.run(5 * SECOND);
        }
        return log;
    }

    @Test
    @Seen("kafka c1")
    void c1_a_lost_answer_doubles_a_message_without_idempotence() {
        LogBench log = answerLost(client -> client.idempotence = false);
        assertThat(log.log(1)).containsExactly("A#0", "A#0", "A#1", "A#2", "A#3", "A#4");
        assertThat(log.processes.get(101).told).containsExactly("A#0@1", "A#1@2", "A#2@3", "A#3@4", "A#4@5");
    }

    @Test
    @Seen("kafka c2")
    void c2_a_lost_answer_does_no_harm_with_idempotence() {
        LogBench log = answerLost(client -> {});
        assertThat(log.log(1)).containsExactly(messages(0, 5));
        assertThat(log.processes.get(101).told).containsExactly("A#0@0", "A#1@1", "A#2@2", "A#3@3", "A#4@4");
    }

    @Test
    @Seen("kafka c3")
    void c3_acks_1_is_as_c1() {
        LogBench log = answerLost(client -> {
            client.idempotence = false;
            client.acks = 1;
        });
        assertThat(log.log(1)).containsExactly("A#0", "A#0", "A#1", "A#2", "A#3", "A#4");
        assertThat(log.processes.get(101).told).containsExactly("A#0@1", "A#1@2", "A#2@3", "A#3@4", "A#4@5");
    }

    /// Answers are lost until the delivery time-out; then the application sends again, by process `again`.
    private static LogBench timedOut(int again) {
        LogBench log = one(1);
        log.producer(101);
        log.producer(102);
        first(log, Integer.MAX_VALUE, ProduceAnswer.class, Verdict.CUT);
        log.publish(101, "A#0");
        log.run(30 * SECOND);
        log.bench.fault((from, to, frame) -> Verdict.PASS);
        log.publish(again, "A#0");
        log.run(30 * SECOND);
        return log;
    }

    @Test
    @Seen("kafka c4")
    void c4_idempotence_does_not_cover_the_applications_own_second_send() {
        LogBench log = timedOut(101);
        assertThat(log.processes.get(101).told).containsExactly("A#0!TimeoutException", "A#0@1");
        assertThat(log.log(1)).containsExactly("A#0", "A#0");
    }

    @Test
    @Seen("kafka c5")
    void c5_nor_that_of_another_producer() {
        LogBench log = timedOut(102);
        assertThat(log.processes.get(101).told).containsExactly("A#0!TimeoutException");
        assertThat(log.processes.get(102).told).containsExactly("A#0@1");
        assertThat(log.log(1)).containsExactly("A#0", "A#0");
    }

    /// Five batches under way, the first one is refused.
    private static LogBench firstRefused(int inFlight) {
        LogBench log = one(1);
        log.process(
                101,
                log.client(client -> {
                    client.idempotence = false;
                    client.inFlight = inFlight;
                }),
                null);
        log.bench.refuseWith("CORRUPT_MESSAGE");
        first(log, 1, Produce.class, Verdict.REFUSE);
        log.publish(101, messages(0, 5));
        log.run(10 * SECOND);
        assertThat(log.processes.get(101).told).hasSize(5).noneMatch(told -> told.contains("!"));
        return log;
    }

    @Test
    @Seen("kafka d1")
    void d1_a_refused_batch_lands_behind_those_under_way() {
        assertThat(firstRefused(5).log(1)).containsExactly("A#1", "A#2", "A#3", "A#4", "A#0");
    }

    @Test
    @Seen("kafka d3")
    void d3_one_request_in_flight_keeps_the_order() {
        assertThat(firstRefused(1).log(1)).containsExactly(messages(0, 5));
    }

    @Test
    @Seen("kafka e1")
    void e1_acks_0_loses_without_an_error() {
        LogBench log = one(1);
        log.process(101, log.client(client -> client.acks = 0), null);
        log.publish(101, messages(0, 5));
        log.run(SECOND);
        first(log, 5, Produce.class, Verdict.SWALLOW);
        log.publish(101, messages(5, 10));
        log.run(SECOND);
        log.bench.cut(101, 1);
        log.run(SECOND);
        log.publish(101, messages(10, 15));
        log.run(SECOND);
        assertThat(log.processes.get(101).told).hasSize(15).noneMatch(told -> told.contains("!"));
        List<String> stored = new ArrayList<>(List.of(messages(0, 5)));
        stored.addAll(List.of(messages(10, 15)));
        assertThat(log.log(1)).isEqualTo(stored);
    }

    /// 20 keys with ten messages each; after the fifth the topic grows from three partitions to four. Where
    /// each key's messages went.
    private static TreeMap<String, TreeSet<Integer>> grown(long metadataAge) {
        LogBench log = one(3);
        log.process(101, log.client(client -> client.metadataAgeMicros = metadataAge), null);
        for (int version = 1; version <= 10; version++) {
            if (version == 6) {
                log.bench.adjust(LogBench.CONTROLLER, new Adjustment.AddPartitions("orders", 4));
                log.run(2 * SECOND);
            }
            for (int key = 0; key < 20; key++) {
                log.publish(101, "k" + key + "#" + version);
            }
            log.run(SECOND);
        }
        TreeMap<String, TreeSet<Integer>> places = new TreeMap<>();
        log.bench
                .facts(RecordAppended.class)
                .forEach(appended -> places.computeIfAbsent(appended.operation().key(), key -> new TreeSet<>())
                        .add(appended.partition().partition()));
        return places;
    }

    @Test
    @Seen("kafka f1")
    void f1_a_new_partition_moves_nearly_all_keys_mostly_between_old_ones() {
        TreeMap<String, TreeSet<Integer>> places = grown(SECOND);
        Predicate<TreeSet<Integer>> moved = partitions -> partitions.size() == 2;
        assertThat(places).hasSize(20);
        assertThat(places.values().stream().filter(moved)).hasSize(16);
        assertThat(places.values().stream().filter(moved).filter(partitions -> partitions.contains(3)))
                .hasSize(2);
    }

    @Test
    @Seen("kafka f2")
    void f2_a_running_producer_goes_on_with_the_old_number() {
        assertThat(grown(300 * SECOND).values()).allMatch(partitions -> partitions.size() == 1);
    }

    /// 200 messages over four partitions; a second consumer joins in the middle.
    private static LogBench joined(ClientProcess.Reading reading, Consumer<Client> change) {
        return joined(
                reading,
                change,
                IntStream.range(0, 20).mapToObj(key -> "k" + key).toList());
    }

    private static LogBench joined(ClientProcess.Reading reading, Consumer<Client> change, List<String> keys) {
        LogBench log = one(4);
        log.producer(101);
        log.process(102, log.client(change), reading);
        for (String key : keys) {
            for (int version = 1; version <= 200 / keys.size(); version++) {
                log.publish(101, key + "#" + version);
            }
        }
        log.bench.runUntil(() -> log.processes.get(102).effects.size() == 60, 60 * SECOND);
        log.process(103, log.client(change), reading);
        log.run(60 * SECOND);
        return log;
    }

    private static List<String> effects(LogBench log) {
        List<String> effects = new ArrayList<>(log.processes.get(102).effects);
        effects.addAll(log.processes.get(103).effects);
        return effects;
    }

    private static long commitFailures(LogBench log) {
        return log.processes.values().stream()
                .flatMap(process -> process.told.stream())
                .filter(told -> told.startsWith("commit!"))
                .count();
    }

    @Test
    @Seen("kafka g1-classic")
    void g1_a_joining_consumer_repeats_nothing_when_the_work_is_done_inline() {
        assertNothingRepeated(client -> {});
    }

    @Test
    @Seen("kafka g1-consumer")
    void g1_a_joining_consumer_repeats_nothing_by_the_consumer_protocol_either() {
        assertNothingRepeated(CONSUMER);
    }

    private static void assertNothingRepeated(Consumer<Client> change) {
        LogBench log = joined(ClientProcess.reading(Ack.BATCH, 10).workingFor(10 * MILLI), change);
        assertThat(effects(log)).hasSize(200).doesNotHaveDuplicates();
        assertThat(log.processes.get(103).effects).isNotEmpty();
        assertThat(commitFailures(log)).isZero();
    }

    @Test
    @Seen("kafka g2-classic")
    void g2_a_batch_slower_than_the_poll_interval_is_done_twice_and_its_commit_fails() {
        assertSlowBatchRepeated(client -> {});
    }

    @Test
    @Seen("kafka g2-consumer")
    void g2_a_slow_batch_is_done_twice_by_the_consumer_protocol_too() {
        assertSlowBatchRepeated(CONSUMER);
    }

    private static void assertSlowBatchRepeated(Consumer<Client> protocol) {
        LogBench log = one(1);
        log.producer(101);
        log.publish(101, messages(0, 10));
        log.run(SECOND);
        ClientProcess.Reading fast = ClientProcess.reading(Ack.BATCH, 5);
        Consumer<Client> change = protocol.andThen(client -> client.maxPollIntervalMicros = SECOND);
        ClientProcess slow = log.process(102, log.client(change), fast.workingFor(300 * MILLI));
        log.run(100 * MILLI);
        ClientProcess other = log.process(103, log.client(change), fast);
        log.bench.runUntil(() -> slow.effects.size() == 5, 5 * SECOND);
        slow.become(fast);
        log.run(10 * SECOND);
        assertThat(slow.told).containsExactly("commit!CommitFailedException");
        List<Integer> seen = seen(slow, other);
        assertThat(lost(10, seen)).isEmpty();
        assertThat(repeated(seen)).isEqualTo(range(0, 5));
    }

    @Test
    @Seen("kafka g3-classic")
    void g3_what_was_handed_to_a_worker_is_repeated_and_its_late_commit_accepted() {
        assertHandedOverRepeated(client -> {});
    }

    @Test
    @Seen("kafka g3-consumer")
    void g3_what_was_handed_to_a_worker_is_repeated_by_the_consumer_protocol_too() {
        assertHandedOverRepeated(CONSUMER);
    }

    /// Two keys to each partition.
    private static void assertHandedOverRepeated(Consumer<Client> change) {
        LogBench log = joined(
                ClientProcess.reading(Ack.BATCH, 50).workingFor(10 * MILLI).handingOff(),
                change,
                List.of("k3", "k4", "k0", "k1", "k8", "k10", "k14", "k18"));
        assertThat(new TreeSet<>(effects(log))).hasSize(200);
        assertThat(effects(log).size() - 200).isPositive().matches(repeated -> repeated % 50 == 0, "whole polls");
        assertThat(commitFailures(log)).isZero();
    }

    @Test
    @Seen("kafka g4-classic")
    void g4_a_clean_leave_after_the_commit_repeats_nothing() {
        assertCleanLeave(client -> {});
    }

    @Test
    @Seen("kafka g4-consumer")
    void g4_a_clean_leave_repeats_nothing_by_the_consumer_protocol_either() {
        assertCleanLeave(CONSUMER);
    }

    private static void assertCleanLeave(Consumer<Client> change) {
        LogBench log = one(1);
        log.producer(101);
        log.publish(101, messages(0, 10));
        ClientProcess first = log.process(102, log.client(change), ClientProcess.reading(Ack.BATCH, 5));
        log.run(5 * SECOND);
        log.bench.stop(102);
        ClientProcess second = log.process(103, log.client(change), ClientProcess.reading(Ack.BATCH, 5));
        log.publish(101, messages(10, 20));
        log.run(5 * SECOND);
        assertThat(seen(first, second)).isEqualTo(range(0, 20));
        assertThat(commitFailures(log)).isZero();
    }

    private static LogBench retained(String start) {
        return retained(start, 8);
    }

    /// A consumer at offset 5 is away while the log start moves to 20 - `kept`.
    private static LogBench retained(String start, int kept) {
        LogBench log = new LogBench(LogBench.settings(1, new TopicSettings("orders", 1, 1, 1, -1, kept)));
        log.producer(101);
        log.publish(101, messages(0, 5));
        log.process(103, log.client(client -> client.start = "earliest"), ClientProcess.reading(Ack.EACH, 10));
        log.run(SECOND);
        log.bench.crash(103);
        log.publish(101, messages(5, 20));
        log.run(5 * SECOND);
        assertThat(log.replica(1).log.start()).isEqualTo(20 - kept);
        log.process(104, log.client(client -> client.start = start), ClientProcess.reading(Ack.EACH, 10));
        log.run(SECOND);
        log.publish(101, messages(20, 22));
        log.run(SECOND);
        return log;
    }

    private static List<Integer> seen(LogBench log) {
        return seen(log.processes.get(103), log.processes.get(104));
    }

    private static List<BrokerOutcome.PositionInvalid> reported(LogBench log) {
        return log.processes.get(104).outcomes.stream()
                .filter(BrokerOutcome.PositionInvalid.class::isInstance)
                .map(BrokerOutcome.PositionInvalid.class::cast)
                .toList();
    }

    @Test
    @Seen("kafka o1")
    void o1_earliest_goes_on_where_the_log_begins() {
        assertThat(lost(22, seen(retained("earliest")))).isEqualTo(range(5, 12));
    }

    @Test
    @Seen("kafka o2")
    void o2_latest_goes_on_where_the_log_ends() {
        assertThat(lost(22, seen(retained("latest")))).isEqualTo(range(5, 20));
    }

    @Test
    @Seen("kafka o3")
    void o3_only_none_reports_it() {
        LogBench log = retained("none");
        assertThat(seen(log)).isEqualTo(range(0, 5));
        assertThat(reported(log)).containsExactly(new BrokerOutcome.PositionInvalid(1, LogBench.ORDERS, 5, 12, -1));
    }

    /// The application fails on offset 3 and goes on polling; it commits the last offset of each poll.
    @Test
    @Seen("kafka p4")
    void p4_a_later_commit_skips_a_record_that_failed() {
        LogBench log = one(1);
        log.producer(101);
        log.publish(101, messages(0, 10));
        ClientProcess first = log.process(102, log.client(), ClientProcess.reading(Ack.BATCH, 5));
        log.run(SECOND);
        log.bench.crash(102);
        ClientProcess second = log.process(103, log.client(), ClientProcess.reading(Ack.BATCH, 5));
        log.run(10 * SECOND);
        assertThat(seen(first, second)).as("offset 3 is given once").isEqualTo(range(0, 10));
    }

    private static List<Integer> late(String start) {
        LogBench log = one(1);
        log.producer(101);
        log.publish(101, messages(0, 10));
        log.run(SECOND);
        ClientProcess group =
                log.process(102, log.client(client -> client.start = start), ClientProcess.reading(Ack.EACH, 10));
        log.run(SECOND);
        log.publish(101, messages(10, 13));
        log.run(SECOND);
        return seen(group);
    }

    @Test
    @Seen("kafka q1")
    void q1_a_late_group_reads_everything_from_earliest() {
        assertThat(late("earliest")).isEqualTo(range(0, 13));
    }

    @Test
    @Seen("kafka q2")
    void q2_a_late_group_reads_only_what_is_new_from_latest() {
        assertThat(late("latest")).isEqualTo(range(10, 13));
    }

    @Test
    @Seen("kafka d8")
    void d8_min_insync_is_capped_at_the_number_of_replicas() {
        LogBench log = new LogBench(LogBench.settings(1, LogBench.orders(1, 1, 2)));
        log.producer(101);
        log.publish(101, "A#0");
        log.run(SECOND);
        assertThat(log.processes.get(101).told).containsExactly("A#0@0");
    }

    /// 200 acknowledged messages, then the only broker is killed and started again; what a new group reads.
    private static List<Integer> killedBroker(int acks) {
        LogBench log = one(1);
        log.process(101, log.client(client -> client.acks = acks), null);
        log.publish(101, messages(0, 200));
        log.run(5 * SECOND);
        assertThat(log.processes.get(101).told).hasSize(200).noneMatch(told -> told.contains("!"));
        log.bench.crash(1);
        log.bench.start(1);
        log.run(5 * SECOND);
        ClientProcess reader = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 100));
        log.run(10 * SECOND);
        return seen(reader);
    }

    @Test
    @Seen({"kafka e2", "kafka e3"})
    void e2_e3_what_was_acknowledged_outlives_a_killed_broker() {
        assertThat(killedBroker(1)).isEqualTo(range(0, 200));
        assertThat(killedBroker(-1)).isEqualTo(range(0, 200));
    }

    /// The first 100 are still on their way when the broker is killed.
    @Test
    @Seen("kafka e4")
    void e4_acks_0_loses_what_was_under_way_to_a_killed_broker() {
        LogBench log = one(1);
        log.process(101, log.client(client -> client.acks = 0), null);
        log.run(SECOND);
        log.publish(101, "B#0");
        log.run(SECOND);
        log.publish(101, messages(0, 100));
        log.bench.crash(1);
        log.bench.start(1);
        log.run(5 * SECOND);
        log.publish(101, messages(100, 200));
        log.run(5 * SECOND);
        assertThat(log.processes.get(101).told).hasSize(201).noneMatch(told -> told.contains("!"));
        assertThat(log.log(1)).hasSize(101).endsWith(messages(100, 200));
    }

    @Test
    @Seen("kafka e5")
    void e5_a_commit_outlives_a_killed_broker() {
        LogBench log = one(1);
        log.producer(101);
        log.publish(101, messages(0, 10));
        ClientProcess first = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.bench.runUntil(() -> first.effects.size() == 10 && first.memory.awaiting == 0, 10 * SECOND);
        log.bench.crash(1);
        log.bench.crash(102);
        log.bench.start(1);
        log.run(5 * SECOND);
        ClientProcess second = log.process(103, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.publish(101, messages(10, 15));
        log.run(10 * SECOND);
        assertThat(seen(first, second)).isEqualTo(range(0, 15));
    }

    /// A's message is sent first and lies in its producer until its linger time is over.
    @Test
    @Seen("kafka l1")
    void l1_a_send_that_lingers_is_overtaken_by_another_producer() {
        LogBench log = one(1);
        log.process(
                101,
                log.client(client -> {
                    client.lingerMicros = 300 * MILLI;
                    client.batch = 10;
                }),
                null);
        log.producer(102);
        log.run(SECOND);
        log.publish(101, "A#1");
        log.publish(102, "B#1");
        log.run(SECOND);
        assertThat(log.log(1)).containsExactly("B#1", "A#1");
    }

    @Test
    @Seen("kafka l2")
    void l2_a_send_that_was_acknowledged_before_is_stored_before() {
        LogBench log = one(1);
        log.producer(101);
        log.producer(102);
        log.publish(101, "A#1");
        log.bench.runUntil(() -> log.processes.get(101).told.contains("A#1@0"), SECOND);
        log.publish(102, "B#1");
        log.run(SECOND);
        assertThat(log.log(1)).containsExactly("A#1", "B#1");
    }

    @Test
    @Seen("kafka m1")
    void m1_a_slow_record_holds_up_its_key_at_one_member_of_the_group() {
        LogBench log = one(2);
        log.producer(101);
        ClientProcess.Reading slow = ClientProcess.reading(Ack.EACH, 1).workingFor(SECOND);
        log.process(102, log.client(), slow);
        log.process(103, log.client(), slow);
        log.run(5 * SECOND);
        log.publish(101, messages(0, 5));
        log.bench.runUntil(() -> effects(log).size() == 1, 10 * SECOND);
        log.processes.values().forEach(process -> process.become(ClientProcess.reading(Ack.EACH, 1)));
        log.run(10 * SECOND);
        assertThat(seen(log.processes.get(102), log.processes.get(103))).isEqualTo(range(0, 5));
    }

    /// Two partitions with ten messages each; the fourth of one of them fails at each of so many tries. How
    /// often each partition's messages were done.
    private static LogBench poisoned(int tries, boolean deadLetters) {
        LogSettings settings = Cluster.of(
                1, LogBench.orders(2, 1, 1), cluster -> cluster.topics.add(new TopicSettings("dlq", 1, 1, 1, -1, -1)));
        LogBench log = new LogBench(settings);
        log.producer(101);
        log.publish(101, messages(0, 10));
        log.publish(101, messages(10, 20, "D"));
        log.run(SECOND);
        log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 5)).failing("A#3", tries, deadLetters);
        log.run(60 * SECOND);
        return log;
    }

    private static long done(LogBench log, String key) {
        return log.processes.get(102).effects.stream()
                .filter(effect -> effect.contains(" " + key + "#"))
                .count();
    }

    @Test
    @Seen("kafka p1")
    void p1_a_poisoned_record_that_is_sought_again_holds_up_its_own_partition_only() {
        LogBench log = poisoned(20, false);
        assertThat(log.processes.get(102).tries).isEqualTo(20);
        assertThat(done(log, "A")).isEqualTo(3);
        assertThat(done(log, "D")).isEqualTo(10);
        assertThat(log.log(1, new TopicPartition("dlq", 0))).isEmpty();
    }

    @Test
    @Seen("kafka p2")
    void p2_after_three_tries_it_goes_to_the_dead_letters() {
        LogBench log = poisoned(3, true);
        assertThat(log.processes.get(102).tries).isEqualTo(3);
        assertThat(done(log, "A")).isEqualTo(9);
        assertThat(done(log, "D")).isEqualTo(10);
        assertThat(log.log(1, new TopicPartition("dlq", 0))).containsExactly("A#3");
    }

    @Test
    @Seen("kafka o4")
    void o4_retention_by_size_is_as_o1() {
        assertThat(lost(22, seen(retained("earliest", 6)))).isEqualTo(range(5, 14));
    }

    @Test
    @Seen("kafka ec4")
    void ec4_a_stale_follower_takes_no_writes_and_the_old_leader_brings_them_all_back() {
        LogBench log = new LogBench(LogBench.settings(2, LogBench.orders(1, 2, 1)));
        log.process(101, log.client(client -> client.deliveryTimeoutMicros = 5 * SECOND), null);
        log.bench.crash(2);
        log.run(10 * SECOND);
        log.publish(101, messages(0, 5));
        log.run(SECOND);
        assertThat(log.processes.get(101).told).hasSize(5).noneMatch(told -> told.contains("!"));
        log.bench.crash(1);
        log.bench.start(2);
        log.run(10 * SECOND);
        log.publish(101, "B#0");
        log.run(10 * SECOND);
        assertThat(log.processes.get(101).told).endsWith("B#0!TimeoutException");
        log.bench.start(1);
        log.run(10 * SECOND);
        ClientProcess reader = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.run(10 * SECOND);
        assertThat(seen(reader)).isEqualTo(range(0, 5));
    }

    /// Eleven values of one key in segments of five, of which the last is not compacted.
    @Test
    @Seen("kafka o5")
    void o5_a_late_reader_of_a_compacted_topic_sees_the_last_value_and_the_active_segment() {
        LogBench log = new LogBench(LogBench.settings(
                1, new TopicSettings("orders", 1, 1, 1, -1, -1, new LogSettings.Cleanup(false, 5, SECOND, SECOND))));
        log.producer(101);
        log.publish(101, messages(0, 11));
        log.run(30 * SECOND);
        ClientProcess reader = log.process(102, log.client(), ClientProcess.reading(Ack.EACH, 10));
        log.run(5 * SECOND);
        assertThat(reader.effects).containsExactly("orders-0@9 A#9", "orders-0@10 A#10");
    }
}
