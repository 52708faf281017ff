package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.log.Bench.Verdict;
import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.log.DataFrame.Produce;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
        return IntStream.range(from, to).mapToObj(number -> "A#" + number).toArray(String[]::new);
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
    private static List<Integer> killedAfter(int effects, ClientProcess.Reading reading, Consumer<Client> change) {
        LogBench log = one(1);
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
    void a1_a_commit_before_the_work_loses_the_rest_of_the_batch() {
        List<Integer> seen =
                killedAfter(3, ClientProcess.reading(Ack.BEFORE_WORK, 10).workingFor(MILLI), client -> {});
        assertThat(seen).hasSize(23);
        assertThat(lost(30, seen)).isEqualTo(range(3, 10));
        assertThat(repeated(seen)).isEmpty();
    }

    @Test
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

    @Test
    void b1_a_crash_between_effect_and_commit_repeats_one() {
        List<Integer> seen = killedAfter(7, ClientProcess.reading(Ack.EACH, 10).workingFor(MILLI), client -> {});
        assertThat(seen).hasSize(31);
        assertThat(lost(30, seen)).isEmpty();
        assertThat(repeated(seen)).containsExactly(6);
    }

    @Test
    void b2_a_crash_in_a_batch_repeats_its_part() {
        List<Integer> seen =
                killedAfter(17, ClientProcess.reading(Ack.BATCH, 10).workingFor(MILLI), client -> {});
        assertThat(seen).hasSize(37);
        assertThat(lost(30, seen)).isEmpty();
        assertThat(repeated(seen)).isEqualTo(range(10, 17));
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
    void c1_a_lost_answer_doubles_a_message_without_idempotence() {
        LogBench log = answerLost(client -> client.idempotence = false);
        assertThat(log.log(1)).containsExactly("A#0", "A#0", "A#1", "A#2", "A#3", "A#4");
        assertThat(log.processes.get(101).told).containsExactly("A#0@1", "A#1@2", "A#2@3", "A#3@4", "A#4@5");
    }

    @Test
    void c2_a_lost_answer_does_no_harm_with_idempotence() {
        LogBench log = answerLost(client -> {});
        assertThat(log.log(1)).containsExactly(messages(0, 5));
        assertThat(log.processes.get(101).told).containsExactly("A#0@0", "A#1@1", "A#2@2", "A#3@3", "A#4@4");
    }

    @Test
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
    void c4_idempotence_does_not_cover_the_applications_own_second_send() {
        LogBench log = timedOut(101);
        assertThat(log.processes.get(101).told).containsExactly("A#0!TimeoutException", "A#0@1");
        assertThat(log.log(1)).containsExactly("A#0", "A#0");
    }

    @Test
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
    void d1_a_refused_batch_lands_behind_those_under_way() {
        assertThat(firstRefused(5).log(1)).containsExactly("A#1", "A#2", "A#3", "A#4", "A#0");
    }

    @Test
    void d3_one_request_in_flight_keeps_the_order() {
        assertThat(firstRefused(1).log(1)).containsExactly(messages(0, 5));
    }

    @Test
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
    /// each key's
    /// messages went.
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
    void f1_a_new_partition_moves_nearly_all_keys_mostly_between_old_ones() {
        TreeMap<String, TreeSet<Integer>> places = grown(SECOND);
        Predicate<TreeSet<Integer>> moved = partitions -> partitions.size() == 2;
        assertThat(places).hasSize(20);
        assertThat(places.values().stream().filter(moved)).hasSize(16);
        assertThat(places.values().stream().filter(moved).filter(partitions -> partitions.contains(3)))
                .hasSize(2);
    }

    @Test
    void f2_a_running_producer_goes_on_with_the_old_number() {
        assertThat(grown(300 * SECOND).values()).allMatch(partitions -> partitions.size() == 1);
    }

    /// 200 messages over four partitions; a second consumer joins in the middle.
    private static LogBench joined(ClientProcess.Reading reading) {
        LogBench log = one(4);
        log.producer(101);
        log.process(102, log.client(), reading);
        for (int key = 0; key < 20; key++) {
            for (int version = 1; version <= 10; version++) {
                log.publish(101, "k" + key + "#" + version);
            }
        }
        log.bench.runUntil(() -> log.processes.get(102).effects.size() == 60, 60 * SECOND);
        log.process(103, log.client(), reading);
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
    void g1_a_joining_consumer_repeats_nothing_when_the_work_is_done_inline() {
        LogBench log = joined(ClientProcess.reading(Ack.BATCH, 10).workingFor(10 * MILLI));
        assertThat(effects(log)).hasSize(200).doesNotHaveDuplicates();
        assertThat(log.processes.get(103).effects).isNotEmpty();
        assertThat(commitFailures(log)).isZero();
    }

    @Test
    void g2_a_batch_slower_than_the_poll_interval_is_done_twice_and_its_commit_fails() {
        LogBench log = one(1);
        log.producer(101);
        log.publish(101, messages(0, 10));
        log.run(SECOND);
        ClientProcess.Reading fast = ClientProcess.reading(Ack.BATCH, 5);
        Consumer<Client> change = client -> client.maxPollIntervalMicros = SECOND;
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
    void g3_what_was_handed_to_a_worker_is_repeated_and_its_late_commit_accepted() {
        LogBench log = joined(
                ClientProcess.reading(Ack.BATCH, 50).workingFor(10 * MILLI).handingOff());
        assertThat(new TreeSet<>(effects(log))).hasSize(200);
        assertThat(effects(log)).hasSizeGreaterThan(200);
        assertThat(commitFailures(log)).isZero();
    }

    @Test
    void g4_a_clean_leave_after_the_commit_repeats_nothing() {
        LogBench log = one(1);
        log.producer(101);
        log.publish(101, messages(0, 10));
        ClientProcess first = log.process(102, log.client(), ClientProcess.reading(Ack.BATCH, 5));
        log.run(5 * SECOND);
        log.bench.stop(102);
        ClientProcess second = log.process(103, log.client(), ClientProcess.reading(Ack.BATCH, 5));
        log.publish(101, messages(10, 20));
        log.run(5 * SECOND);
        assertThat(seen(first, second)).isEqualTo(range(0, 20));
        assertThat(commitFailures(log)).isZero();
    }

    /// A consumer at offset 5 is away while the log start moves to 12.
    private static LogBench retained(String start) {
        LogBench log = new LogBench(LogBench.settings(1, new TopicSettings("orders", 1, 1, 1, -1, 8)));
        log.producer(101);
        log.publish(101, messages(0, 5));
        log.process(103, log.client(client -> client.start = "earliest"), ClientProcess.reading(Ack.EACH, 10));
        log.run(SECOND);
        log.bench.crash(103);
        log.publish(101, messages(5, 20));
        log.run(5 * SECOND);
        assertThat(log.replica(1).log.start()).isEqualTo(12);
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
    void o1_earliest_goes_on_where_the_log_begins() {
        assertThat(lost(22, seen(retained("earliest")))).isEqualTo(range(5, 12));
    }

    @Test
    void o2_latest_goes_on_where_the_log_ends() {
        assertThat(lost(22, seen(retained("latest")))).isEqualTo(range(5, 20));
    }

    @Test
    void o3_only_none_reports_it() {
        LogBench log = retained("none");
        assertThat(seen(log)).isEqualTo(range(0, 5));
        assertThat(reported(log)).containsExactly(new BrokerOutcome.PositionInvalid(1, LogBench.ORDERS, 5, 12, -1));
    }

    /// The application fails on offset 3 and goes on polling; it commits the last offset of each poll.
    @Test
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
    void q1_a_late_group_reads_everything_from_earliest() {
        assertThat(late("earliest")).isEqualTo(range(0, 13));
    }

    @Test
    void q2_a_late_group_reads_only_what_is_new_from_latest() {
        assertThat(late("latest")).isEqualTo(range(10, 13));
    }
}
