package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.MemberLeft;
import dev.ackademy.core.model.GroupEvent.OffsetCommitted;
import dev.ackademy.core.model.LogEvent.DuplicateRecognised;
import dev.ackademy.core.model.LogEvent.LogTruncated;
import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.log.DataFrame.FetchAnswer;
import dev.ackademy.core.node.log.DataFrame.InitProducerId;
import dev.ackademy.core.node.log.DataFrame.InitProducerIdAnswer;
import dev.ackademy.core.node.log.DataFrame.Produced;
import dev.ackademy.core.node.log.LogSettings.HwUnderMinIsr;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One check for each rule, or each part of a rule: whether a cluster and its clients keep to it. A check tells what it
/// saw, so that the same one shows that it is the rule that does it: with the rule switched off it says no.
enum RuleCheck {
    N6(Rule.N6, "the second request of a connection waits for the answer to the first", RuleCheck::oneAtATime),
    N7(Rule.N7, "what failed with its connection is sent again, the last one first", RuleCheck::lastFirst),
    K1(Rule.K1, "acks=all is answered when the high watermark has passed the record", RuleCheck::allWaits),
    K2(Rule.K2, "acks=all with too few in sync is refused, and nothing appended", RuleCheck::refusedBefore),
    K2_AFTER(Rule.K2, "an ISR that shrinks after the append leaves the record in the log", RuleCheck::refusedAfter),
    K3(Rule.K3, "consumers read below the high watermark, the least log end of the ISR", RuleCheck::belowHighWatermark),
    K3_LATE(null, "a follower learns the high watermark one fetch later", RuleCheck::oneFetchLater),
    K3_HELD(null, "below min.insync.replicas the high watermark is held, or goes on by setting", RuleCheck::held),
    K4(Rule.K4, "a follower that lags leaves the ISR and comes back when caught up", RuleCheck::lagging),
    K5(Rule.K5, "only a member of the ISR is elected, otherwise the partition is offline", RuleCheck::fromTheIsr),
    K6(Rule.K6, "a returning replica is cut back to where its leader's epoch began", RuleCheck::cutBack),
    K6_LEGACY(null, "the old way cuts a new follower back to its own high watermark", RuleCheck::ownHighWatermark),
    K7(Rule.K7, "a fetch of another leader epoch is refused", RuleCheck::fenced),
    K7_DIVERGING(Rule.K7, "a reader learns where the log was cut behind it", RuleCheck::diverging),
    K8(Rule.K8, "a killed process keeps the page cache, lost power does not", RuleCheck::pageCache),
    K9(Rule.K9, "each producer gets an id of its own", RuleCheck::ids),
    K10(Rule.K10, "the last five batches of a producer are remembered", RuleCheck::fiveBatches),
    K11A(Rule.K11, "a known batch is answered with its first offset and not appended", RuleCheck::known),
    K11B(Rule.K11, "an older producer epoch is refused", RuleCheck::olderEpoch),
    K11C(Rule.K11, "a new epoch begins with sequence 0", RuleCheck::newEpoch),
    K11D(Rule.K11, "a gap in the sequence is refused", RuleCheck::gap),
    K11E(null, "a producer without state may begin with any sequence", RuleCheck::noState),
    K12(Rule.K12, "settings that conflict switch idempotence off", RuleCheck::conflictingSettings),
    K13(Rule.K13, "a new leader rebuilds what it knows of producers from its log", RuleCheck::rebuilt),
    K13_EXPIRY(null, "what is known of a producer expires", RuleCheck::expired),
    K14(Rule.K14, "a transaction that was aborted cannot be committed", RuleCheck::legalMoves),
    K15(Rule.K15, "a new producer with the same transactional id fences the one before", RuleCheck::fencing),
    K15_EXHAUSTED(null, "when its epochs are used up a producer gets another id", RuleCheck::exhausted),
    K16(Rule.K16, "a partition that is written to becomes part of the transaction first", RuleCheck::added),
    K17(Rule.K17, "a commit is answered before its markers are written", RuleCheck::answeredFirst),
    K17_WHICH(null, "in V1 nothing tells which transaction an end is meant for", RuleCheck::whichOne),
    K18(Rule.K18, "in V2 an end that comes late does not touch the next transaction", RuleCheck::nextEpoch),
    K19(Rule.K19, "a marker of an older coordinator is refused", RuleCheck::olderCoordinator),
    K20(Rule.K20, "a transaction that the coordinator does not know of is not opened", RuleCheck::verified),
    K20_PLAIN(Rule.K20, "no plain record comes between those of a transaction", RuleCheck::plainRefused),
    K21(Rule.K21, "who reads committed gets nothing of an open transaction", RuleCheck::belowStable),
    K21_ABORTED(null, "nor of an aborted one, and the control records occupy offsets", RuleCheck::abortedHidden),
    K22(Rule.K22, "a transaction that runs out is aborted at the next scan", RuleCheck::timedOut),
    K23(Rule.K23, "positions of an earlier generation are refused", RuleCheck::staleMember),
    K23_PENDING(null, "positions in a transaction hold when it commits", RuleCheck::pendingPositions),
    K24(Rule.K24, "a commit of an earlier generation is refused", RuleCheck::generation),
    K24_EAGER(null, "an eager member gives everything up before it joins again", RuleCheck::eager),
    K24_COOPERATIVE(null, "a cooperative member gives up only what moves", RuleCheck::cooperative),
    K25(Rule.K25, "a member that is not heard is removed at the end of its session", RuleCheck::session),
    K25_POLL(null, "a member that does not poll in time leaves by itself", RuleCheck::pollInterval),
    K26(Rule.K26, "a partition is given when nobody else owns it any more", RuleCheck::released),
    K26_STAYS(null, "a member of the consumer protocol gives up only what moves", RuleCheck::stays),
    K26_FENCED(null, "a member with an epoch that is not of now is fenced, and may join again", RuleCheck::fencedEpoch),
    K26_COMMIT(
            null,
            "a commit of an earlier epoch counts where the partition was the member's by then",
            RuleCheck::staleCommit),
    K27(Rule.K27, "without a committed offset the reset policy decides", RuleCheck::resetPolicy),
    K28(Rule.K28, "compaction leaves the last record of each key, at its offset", RuleCheck::compacted),
    K28_ACTIVE(null, "the active segment and what is not replicated are not compacted", RuleCheck::activeSegment),
    K28_FOLLOWER(null, "a follower that comes later has the same holes", RuleCheck::followedHoles),
    K29(Rule.K29, "a tombstone is removed when its time is over", RuleCheck::tombstones);

    /// The switch that makes the check fail, null where there is none.
    final Rule rule;

    private final String text;
    private final Predicate<Consumer<Cluster>> check;

    RuleCheck(Rule rule, String text, Predicate<Consumer<Cluster>> check) {
        this.rule = rule;
        this.text = text;
        this.check = check;
    }

    boolean holds() {
        return check.test(cluster -> {});
    }

    boolean holdsWithout(Rule off) {
        return check.test(cluster -> cluster.off.add(off));
    }

    @Override
    public String toString() {
        String number = name().split("_")[0];
        return number.charAt(0) + number.substring(1).toLowerCase(java.util.Locale.ROOT) + " " + text;
    }

    private static final long SECOND = LogBench.SECOND;

    private static LogBench bench(int brokers, int minInsync, Consumer<Cluster> change) {
        return new LogBench(Cluster.of(brokers, LogBench.orders(1, brokers, minInsync), change));
    }

    private static boolean oneAtATime(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        int connection = log.connect(1);
        log.bench.part(1, 2);
        log.produce(connection, -1, "A#1");
        log.produce(connection, 1, "A#2");
        log.run(SECOND);
        return log.log(1).equals(List.of("A#1"));
    }

    private static boolean lastFirst(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        log.process(
                101,
                log.client(client -> {
                    client.idempotence = false;
                    client.retries = 3;
                }),
                null);
        int[] left = {5};
        log.bench.fault((from, to, frame) ->
                frame instanceof DataFrame.Produce && left[0]-- == 5 ? Bench.Verdict.CUT : Bench.Verdict.PASS);
        log.publish(101, "A#0", "A#1", "A#2", "A#3", "A#4");
        log.run(10 * SECOND);
        return log.log(1).equals(List.of("A#4", "A#3", "A#2", "A#1", "A#0"));
    }

    private static boolean allWaits(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        int leader = log.connect(1);
        int all = log.connect(1);
        log.bench.part(1, 2);
        int one = log.produce(leader, 1, "A#1");
        int both = log.produce(all, -1, "A#2");
        log.run(SECOND);
        boolean waits = log.produced(leader, one) != null && log.produced(all, both) == null;
        log.bench.heal(1, 2);
        log.run(SECOND);
        return waits && log.produced(all, both).error() == LogError.NONE;
    }

    private static boolean refusedBefore(Consumer<Cluster> change) {
        LogBench log = bench(2, 2, change);
        log.bench.crash(2);
        log.run(10 * SECOND);
        int connection = log.connect(1);
        int request = log.produce(connection, -1, "A#1");
        log.run(SECOND);
        Produced answer = log.produced(connection, request);
        return answer != null
                && answer.error() == LogError.NOT_ENOUGH_REPLICAS
                && log.log(1).isEmpty();
    }

    private static boolean refusedAfter(Consumer<Cluster> change) {
        LogBench log = bench(2, 2, change.andThen(cluster -> cluster.hwUnderMinIsr = HwUnderMinIsr.ADVANCE));
        int connection = log.connect(1);
        log.bench.part(1, 2);
        int request = log.produce(connection, -1, "A#1");
        log.run(LogBench.LAG + SECOND);
        Produced answer = log.produced(connection, request);
        return answer.error() == LogError.NOT_ENOUGH_REPLICAS_AFTER_APPEND
                && log.log(1).equals(List.of("A#1"));
    }

    private static boolean belowHighWatermark(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        int producer = log.connect(1);
        int consumer = log.connect(1);
        log.bench.part(1, 2);
        log.produce(producer, 1, "A#1");
        int fetch = log.fetch(consumer, 0);
        log.run(SECOND);
        boolean hidden = log.fetched(consumer, fetch) == null;
        log.bench.heal(1, 2);
        log.run(SECOND);
        return hidden
                && LogBench.operations(log.fetched(consumer, fetch)).equals(List.of("A#1"))
                && log.replica(2).highWatermark() == 1;
    }

    private static boolean oneFetchLater(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        log.produce(log.connect(1), -1, "A#1");
        log.run(10 * Bench.LATENCY);
        boolean notYet = log.replica(1).highWatermark() == 1 && log.replica(2).highWatermark() == 0;
        log.run(LogSettings.FETCH_WAIT_MICROS);
        return notYet && log.replica(2).highWatermark() == 1;
    }

    private static boolean held(Consumer<Cluster> change) {
        return highWatermarkAlone(change) == 0
                && highWatermarkAlone(change.andThen(cluster -> cluster.hwUnderMinIsr = HwUnderMinIsr.ADVANCE)) == 1;
    }

    private static long highWatermarkAlone(Consumer<Cluster> change) {
        LogBench log = bench(2, 2, change);
        log.bench.crash(2);
        log.run(10 * SECOND);
        log.produce(log.connect(1), 1, "A#1");
        log.run(SECOND);
        return log.replica(1).highWatermark();
    }

    /// A follower has a record, but not yet the high watermark above it, when it is told to follow anew.
    private static boolean ownHighWatermark(Consumer<Cluster> change) {
        return truncations(change) == 0
                && truncations(change.andThen(cluster -> cluster.truncation = LogSettings.Truncation.HW)) == 1;
    }

    private static long truncations(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        log.produce(log.connect(1), -1, "A#1");
        log.run(10 * Bench.LATENCY);
        log.bench.crash(2);
        log.bench.start(2);
        log.run(10 * SECOND);
        return log.bench.facts(2, LogTruncated.class).stream()
                .filter(cut -> cut.partition().equals(LogBench.ORDERS))
                .count();
    }

    private static boolean lagging(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        int connection = log.connect(1);
        log.bench.part(1, 2);
        log.produce(connection, 1, "A#1");
        log.run(LogBench.LAG + SECOND);
        boolean left = log.controller.state(LogBench.ORDERS).isr().equals(List.of(1));
        log.bench.heal(1, 2);
        log.run(2 * SECOND);
        return left && log.controller.state(LogBench.ORDERS).isr().equals(List.of(1, 2));
    }

    /// Broker 2 missed the last message when broker 1 dies.
    private static LogBench staleSurvivor(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        log.bench.crash(2);
        log.run(10 * SECOND);
        log.produce(log.connect(1), 1, "A#1");
        log.run(SECOND);
        log.bench.crash(1);
        log.bench.start(2);
        log.run(10 * SECOND);
        return log;
    }

    private static boolean fromTheIsr(Consumer<Cluster> change) {
        boolean offline =
                staleSurvivor(change).controller.state(LogBench.ORDERS).leader() == PartitionState.NONE;
        LogBench unclean = staleSurvivor(change.andThen(cluster -> cluster.unclean = true));
        return offline && unclean.controller.state(LogBench.ORDERS).leader() == 2;
    }

    /// A message that only the old leader has, then another one at the new leader.
    private static LogBench parted(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        int connection = log.connect(1);
        log.produce(connection, -1, "A#1");
        log.run(SECOND);
        log.bench.part(1, 2);
        log.produce(connection, 1, "A#2");
        log.run(2 * Bench.LATENCY);
        log.bench.crash(1);
        log.bench.heal(1, 2);
        log.run(10 * SECOND);
        return log;
    }

    private static boolean cutBack(Consumer<Cluster> change) {
        LogBench log = parted(change);
        log.produce(log.connect(2), 1, "B#1");
        log.run(SECOND);
        log.bench.start(1);
        log.run(10 * SECOND);
        return log.log(1).equals(List.of("A#1", "B#1")) && log.log(2).equals(log.log(1));
    }

    private static boolean fenced(Consumer<Cluster> change) {
        LogBench log = parted(change);
        int older = log.connect(2);
        int newer = log.connect(2);
        int first = log.fetch(older, 0, 0, -1);
        int second = log.fetch(newer, 0, 9, -1);
        log.run(SECOND);
        return log.fetched(older, first).partitions().getFirst().error() == LogError.FENCED_LEADER_EPOCH
                && log.fetched(newer, second).partitions().getFirst().error() == LogError.UNKNOWN_LEADER_EPOCH;
    }

    private static boolean diverging(Consumer<Cluster> change) {
        LogBench log = parted(change);
        int connection = log.connect(2);
        log.produce(connection, 1, "B#1");
        int fetch = log.fetch(connection, 2, -1, 0);
        log.run(SECOND);
        return log.fetched(connection, fetch) != null
                && new DataFrame.EpochEnd(0, 1)
                        .equals(log.fetched(connection, fetch)
                                .partitions()
                                .getFirst()
                                .diverging());
    }

    private static boolean pageCache(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        log.produce(log.connect(1), 1, "A#1");
        log.run(SECOND);
        log.bench.crash(1);
        boolean kept = log.log(1).equals(List.of("A#1"));
        log.bench.start(1);
        log.run(10 * SECOND);
        log.bench.powerOff(1);
        return kept && log.log(1).isEmpty();
    }

    private static boolean ids(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        int connection = log.connect(1);
        log.send(connection, new InitProducerId(log.next()));
        log.send(connection, new InitProducerId(log.next()));
        log.run(SECOND);
        List<InitProducerIdAnswer> answers = log.bench.answers(connection, InitProducerIdAnswer.class);
        return answers.get(0).producerId() != answers.get(1).producerId()
                && answers.get(0).producerEpoch() == 0;
    }

    /// Sends one idempotent message of producer 7.
    private static Produced send(LogBench log, int broker, int epoch, int sequence, String id) {
        int connection = log.connect(broker);
        int request = log.produce(connection, -1, 7, epoch, sequence, id);
        log.run(SECOND);
        return log.produced(connection, request);
    }

    private static boolean fiveBatches(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        for (int sequence = 0; sequence < 6; sequence++) {
            send(log, 1, 0, sequence, "A#" + (sequence + 1));
        }
        return send(log, 1, 0, 1, "A#2").baseOffset() == 1
                && send(log, 1, 0, 0, "A#1").error() == LogError.OUT_OF_ORDER_SEQUENCE_NUMBER
                && log.log(1).size() == 6;
    }

    private static boolean known(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        send(log, 1, 0, 0, "A#1");
        Produced again = send(log, 1, 0, 0, "A#1");
        return again.baseOffset() == 0
                && log.log(1).equals(List.of("A#1"))
                && log.bench.facts(DuplicateRecognised.class).size() == 1;
    }

    private static boolean olderEpoch(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        send(log, 1, 1, 0, "A#1");
        return send(log, 1, 0, 1, "A#2").error() == LogError.INVALID_PRODUCER_EPOCH;
    }

    private static boolean newEpoch(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        send(log, 1, 0, 0, "A#1");
        return send(log, 1, 1, 1, "A#2").error() == LogError.OUT_OF_ORDER_SEQUENCE_NUMBER
                && send(log, 1, 1, 0, "A#2").error() == LogError.NONE;
    }

    private static boolean gap(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        send(log, 1, 0, Integer.MAX_VALUE, "A#1");
        return send(log, 1, 0, 1, "A#3").error() == LogError.OUT_OF_ORDER_SEQUENCE_NUMBER
                && send(log, 1, 0, 0, "A#2").error() == LogError.NONE;
    }

    private static boolean noState(Consumer<Cluster> change) {
        return send(bench(1, 1, change), 1, 3, 17, "A#1").error() == LogError.NONE;
    }

    private static boolean conflictingSettings(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        log.process(101, log.client(client -> client.inFlight = 6), null);
        log.publish(101, "A#1");
        log.run(SECOND);
        return log.bench.facts(RecordAppended.class).getFirst().producer() == -1;
    }

    private static boolean rebuilt(Consumer<Cluster> change) {
        LogBench log = bench(2, 1, change);
        send(log, 1, 0, 0, "A#1");
        log.bench.crash(1);
        log.run(10 * SECOND);
        return send(log, 2, 0, 0, "A#1").baseOffset() == 0 && log.log(2).equals(List.of("A#1"));
    }

    private static boolean expired(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change.andThen(cluster -> cluster.producerExpiryMicros = 60 * SECOND));
        send(log, 1, 0, 0, "A#1");
        log.run(50 * SECOND);
        boolean still = send(log, 1, 0, 0, "A#1").baseOffset() == 0;
        log.run(20 * SECOND);
        return still && send(log, 1, 0, 0, "A#1").baseOffset() == 1;
    }

    private static boolean generation(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        GroupClient first = new GroupClient(log, 101, 1, "g");
        first.joinAndSync();
        boolean may = first.commit(1) == LogError.NONE;
        GroupClient second = new GroupClient(log, 102, 1, "g");
        second.sendJoin();
        first.sendJoin();
        log.run(SECOND);
        return may
                && first.generation == 1
                && first.last(GroupFrame.JoinAnswer.class).generation() == 2
                && first.commit(2) == LogError.ILLEGAL_GENERATION
                && log.bench.facts(OffsetCommitted.class).size() == 1;
    }

    private static boolean session(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        new GroupClient(log, 101, 1, "g").joinAndSync();
        log.run(10 * GroupClient.SESSION);
        boolean idle = log.bench.facts(MemberLeft.class).isEmpty();
        log.bench.silence(101);
        log.run(GroupClient.SESSION + GroupClient.HEARTBEAT);
        return idle && log.bench.facts(MemberLeft.class).size() == 1;
    }

    /// What the first member of a group of two partitions was asked to give up when a second one came.
    private static List<List<TopicPartition>> revoked(String assignment, Consumer<Cluster> change) {
        return revoked(client -> client.assignment = assignment, change);
    }

    private static List<List<TopicPartition>> revoked(Consumer<Client> settings, Consumer<Cluster> change) {
        LogBench log = new LogBench(Cluster.of(1, LogBench.orders(2, 1, 1), change));
        ClientProcess first = log.process(101, log.client(settings), ClientProcess.reading(Ack.EACH, 10));
        log.run(SECOND);
        log.process(102, log.client(settings), ClientProcess.reading(Ack.EACH, 10));
        log.run(5 * SECOND);
        return first.outcomes.stream()
                .filter(BrokerOutcome.Revoking.class::isInstance)
                .map(outcome -> ((BrokerOutcome.Revoking) outcome).partitions())
                .toList();
    }

    private static boolean eager(Consumer<Cluster> change) {
        return revoked("eager", change).equals(List.of(List.of(LogBench.ORDERS, new TopicPartition("orders", 1))));
    }

    private static boolean cooperative(Consumer<Cluster> change) {
        return revoked("cooperative", change).equals(List.of(List.of(new TopicPartition("orders", 1))));
    }

    private static boolean stays(Consumer<Cluster> change) {
        return revoked(client -> client.protocol = "consumer", change)
                .equals(List.of(List.of(new TopicPartition("orders", 1))));
    }

    /// The second member waits until the first has given its partition up.
    private static boolean released(Consumer<Cluster> change) {
        LogBench log = new LogBench(Cluster.of(1, LogBench.orders(2, 1, 1), change));
        HeartbeatClient first = new HeartbeatClient(log, 101, 1);
        HeartbeatClient second = new HeartbeatClient(log, 102, 1);
        first.join();
        second.join();
        boolean waits = second.answer.partitions().isEmpty();
        log.run(SECOND);
        boolean asked = first.last().partitions().equals(List.of(LogBench.ORDERS))
                && first.last().epoch() == 1;
        first.confirm(1, LogBench.ORDERS);
        log.run(SECOND);
        return waits
                && asked
                && first.answer.epoch() == 2
                && second.last().partitions().equals(List.of(new TopicPartition("orders", 1)));
    }

    private static boolean fencedEpoch(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        HeartbeatClient client = new HeartbeatClient(log, 101, 1);
        client.join();
        client.confirm(7, LogBench.ORDERS);
        boolean fenced = client.answer.error() == LogError.FENCED_MEMBER_EPOCH;
        client.join();
        return fenced
                && client.answer.error() == LogError.NONE
                && client.answer.partitions().equals(List.of(LogBench.ORDERS));
    }

    /// The first member reaches epoch 2 with one of its two partitions.
    private static boolean staleCommit(Consumer<Cluster> change) {
        LogBench log = new LogBench(Cluster.of(1, LogBench.orders(2, 1, 1), change));
        HeartbeatClient first = new HeartbeatClient(log, 101, 1);
        first.join();
        new HeartbeatClient(log, 102, 1).join();
        log.run(SECOND);
        boolean holds = first.commit(1, LogBench.ORDERS) == LogError.NONE
                && first.commit(1, new TopicPartition("orders", 1)) == LogError.NONE;
        first.confirm(1, LogBench.ORDERS);
        return holds
                && first.commit(1, LogBench.ORDERS) == LogError.NONE
                && first.commit(2, new TopicPartition("orders", 1)) == LogError.NONE
                && first.commit(1, new TopicPartition("orders", 1)) == LogError.STALE_MEMBER_EPOCH
                && first.commit(3, LogBench.ORDERS) == LogError.STALE_MEMBER_EPOCH;
    }

    private static boolean pollInterval(Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        log.producer(101);
        log.publish(101, "A#1");
        ClientProcess slow = log.process(
                102,
                log.client(client -> client.maxPollIntervalMicros = SECOND),
                ClientProcess.reading(Ack.EACH, 10).workingFor(2 * SECOND));
        log.run(SECOND + SECOND / 2);
        boolean left = log.bench.facts(MemberLeft.class).size() == 1;
        log.run(SECOND);
        return left && slow.told.equals(List.of("commit!CommitFailedException"));
    }

    private static boolean resetPolicy(Consumer<Cluster> change) {
        return read("latest", change).equals(List.of("orders-0@1 A#2"))
                && read("earliest", change).size() == 2
                && read("none", change).isEmpty();
    }

    private static List<String> read(String start, Consumer<Cluster> change) {
        LogBench log = bench(1, 1, change);
        log.producer(101);
        log.publish(101, "A#1");
        log.run(SECOND);
        ClientProcess reader =
                log.process(102, log.client(client -> client.start = start), ClientProcess.reading(Ack.EACH, 10));
        log.run(SECOND);
        log.publish(101, "A#2");
        log.run(SECOND);
        return reader.effects;
    }

    private static LogBench compacting(int brokers, Consumer<Cluster> change) {
        LogSettings.Cleanup cleanup = new LogSettings.Cleanup(false, 5, 20 * SECOND, SECOND);
        return new LogBench(
                Cluster.of(brokers, new LogSettings.TopicSettings("orders", 1, brokers, 1, -1, 2, cleanup), change));
    }

    /// What a reader gets from the beginning: `A#2@1`.
    private static List<String> readAll(LogBench log, int broker) {
        int connection = log.connect(broker);
        int fetch = log.fetch(connection, 0);
        log.run(SECOND);
        return log.fetched(connection, fetch).carried().stream()
                .map(carried -> carried.operation().id()
                        + carried.copy().substring(carried.copy().indexOf('@')))
                .toList();
    }

    private static boolean compacted(Consumer<Cluster> change) {
        LogBench log = compacting(1, change);
        log.produce(log.connect(1), 1, "A#1", "B#1", "A#2", "B#2", "C#1", "A#3");
        log.run(5 * SECOND);
        return readAll(log, 1).equals(List.of("A#2@2", "B#2@3", "C#1@4", "A#3@5"));
    }

    private static boolean activeSegment(Consumer<Cluster> change) {
        LogBench log = compacting(2, change);
        log.bench.part(1, 2);
        log.produce(log.connect(1), 1, "A#1", "A#2", "A#3", "A#4", "A#5", "A#6", "A#7");
        log.run(3 * SECOND);
        boolean waits = log.log(1).size() == 7;
        log.bench.heal(1, 2);
        log.run(10 * SECOND);
        return waits && log.log(1).equals(List.of("A#5", "A#6", "A#7"));
    }

    private static boolean followedHoles(Consumer<Cluster> change) {
        LogBench log = compacting(2, change);
        log.bench.crash(2);
        log.run(10 * SECOND);
        log.produce(log.connect(1), 1, "A#1", "A#2", "B#1", "A#3", "A#4", "A#5");
        log.run(5 * SECOND);
        log.bench.start(2);
        log.run(5 * SECOND);
        log.bench.crash(1);
        log.run(10 * SECOND);
        return log.log(2).equals(List.of("B#1", "A#4", "A#5"))
                && readAll(log, 2).equals(List.of("B#1@2", "A#4@4", "A#5@5"));
    }

    private static boolean tombstones(Consumer<Cluster> change) {
        LogBench log = compacting(1, change);
        log.produce(log.connect(1), 1, "A#1", "A#2-", "B#1", "B#2", "C#1", "C#2");
        log.run(10 * SECOND);
        boolean kept = log.log(1).equals(List.of("A#2", "B#2", "C#1", "C#2"));
        log.run(20 * SECOND);
        return kept && log.log(1).equals(List.of("B#2", "C#1", "C#2"));
    }

    private static Consumer<Cluster> version(int version, Consumer<Cluster> change) {
        return change.andThen(
                cluster -> cluster.transactions = new LogSettings.Transactions(version, true, 10 * SECOND));
    }

    private static LogBench transactional(int brokers, int version, Consumer<Cluster> change) {
        return bench(brokers, 1, version(version, change));
    }

    /// One broker is everything.
    private static TransactionalClient alone(LogBench log) {
        return new TransactionalClient(log, 1, 1).begin();
    }

    private static boolean legalMoves(Consumer<Cluster> change) {
        TransactionalClient client = alone(transactional(1, 1, change));
        client.add();
        client.send("A#1");
        return client.end(false) == LogError.NONE && client.end(true) == LogError.INVALID_TXN_STATE;
    }

    private static boolean fencing(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        TransactionalClient zombie = alone(log);
        zombie.send("A#1");
        TransactionalClient next = alone(log);
        return zombie.send("A#2").error() == LogError.INVALID_PRODUCER_EPOCH
                && zombie.end(true) == LogError.PRODUCER_FENCED
                && next.send("B#1").error() == LogError.NONE;
    }

    private static boolean exhausted(Consumer<Cluster> change) {
        TransactionState last = new TransactionState(
                "tx", TransactionPhase.COMPLETE_COMMIT, 7, TransactionState.LAST_EPOCH, -1, SECOND, List.of(), 0);
        LogBench log = transactional(1, 2, change);
        log.broker(1).transactions.transactions.put("tx", last);
        TransactionalClient client = alone(log);
        return client.producer != 7 && client.epoch == 0;
    }

    private static boolean added(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        TransactionalClient client = alone(log);
        client.send("A#1");
        client.end(true);
        return log.replica(1).log.end() == 2
                && log.replica(1).log.at(1).marker().commit();
    }

    /// The coordinator is broker 3, the leader of the partition broker 1.
    private static boolean answeredFirst(Consumer<Cluster> change) {
        LogBench log = transactional(3, 1, change);
        TransactionalClient client = new TransactionalClient(log, 3, 1).begin();
        client.add();
        client.send("A#1");
        boolean[] lost = {true};
        log.bench.fault((_, _, frame) ->
                lost[0] && frame instanceof TransactionFrame.WriteMarkers ? Bench.Verdict.CUT : Bench.Verdict.PASS);
        boolean answered = client.end(true) == LogError.NONE;
        boolean open = log.replica(1).log.end() == 1;
        lost[0] = false;
        log.run(20 * SECOND);
        return answered && open && log.replica(1).log.end() == 2;
    }

    private static boolean whichOne(Consumer<Cluster> change) {
        TransactionalClient client = alone(transactional(1, 1, change));
        client.add();
        client.send("A#1");
        client.end(true);
        client.add();
        client.send("A#2");
        return client.end(true, 0) == LogError.NONE && client.end(false) == LogError.INVALID_TXN_STATE;
    }

    private static boolean nextEpoch(Consumer<Cluster> change) {
        TransactionalClient client = alone(transactional(1, 2, change));
        client.send("A#1");
        client.end(true);
        client.send("A#2");
        return client.end(true, 0) == LogError.PRODUCER_FENCED && client.end(false) == LogError.NONE;
    }

    private static boolean olderCoordinator(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        alone(log).send("A#1");
        int connection = log.connect(1);
        for (int epoch : List.of(5, 4)) {
            TransactionMarker marker = new TransactionMarker(0, 3, epoch, false);
            log.send(connection, new TransactionFrame.WriteMarkers(log.next(), LogBench.ORDERS, marker));
        }
        log.run(SECOND);
        return log.bench.answers(connection, TransactionFrame.WriteMarkersAnswer.class).stream()
                .map(TransactionFrame.WriteMarkersAnswer::error)
                .toList()
                .equals(List.of(LogError.NONE, LogError.TRANSACTION_COORDINATOR_FENCED));
    }

    private static boolean verified(Consumer<Cluster> change) {
        LogBench log = transactional(1, 1, change);
        TransactionalClient client = alone(log);
        return client.send("A#1").error() == LogError.INVALID_TXN_STATE
                && client.add() == LogError.NONE
                && client.send("A#1").error() == LogError.NONE;
    }

    private static boolean plainRefused(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        TransactionalClient client = alone(log);
        client.send("A#1");
        int connection = log.connect(1);
        int request = log.produce(connection, -1, client.producer, client.epoch, 1, "A#2");
        log.run(SECOND);
        return log.produced(connection, request).error() == LogError.INVALID_TXN_STATE;
    }

    private static FetchAnswer committed(LogBench log, int connection) {
        int number = log.next();
        log.send(
                connection,
                new DataFrame.Fetch(
                        number, List.of(new DataFrame.FetchPartition(LogBench.ORDERS, 0, -1, -1)), 100, true));
        log.run(SECOND);
        return log.fetched(connection, number);
    }

    private static boolean belowStable(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        TransactionalClient client = alone(log);
        client.send("A#1");
        boolean hidden = committed(log, log.connect(1)) == null;
        client.end(true);
        return hidden && LogBench.operations(committed(log, log.connect(1))).equals(List.of("A#1"));
    }

    private static boolean abortedHidden(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        TransactionalClient client = alone(log);
        client.send("A#1");
        client.end(false);
        client.send("A#2");
        client.end(true);
        ClientProcess careful = log.process(
                101, log.client(reader -> reader.committed = true), ClientProcess.reading(ClientProcess.Ack.NEVER, 10));
        ClientProcess careless = log.process(
                102, log.client(), new ClientProcess.Reading("h", List.of("orders"), 10, 0, Ack.NEVER, false, -1));
        log.run(5 * SECOND);
        return careful.effects.equals(List.of("orders-0@2 A#2"))
                && careless.effects.equals(List.of("orders-0@0 A#1", "orders-0@2 A#2"));
    }

    private static boolean timedOut(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        alone(log).send("A#1");
        log.run(4 * SECOND);
        boolean open = log.replica(1).log.end() == 1;
        log.run(20 * SECOND);
        return open
                && log.replica(1).log.end() == 2
                && !log.replica(1).log.at(1).marker().commit();
    }

    private static boolean staleMember(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        log.process(101, log.client(), ClientProcess.reading(ClientProcess.Ack.NEVER, 10));
        log.run(5 * SECOND);
        Group group = log.broker(1).coordinator.classic.groups.get("g");
        int member = group.members.firstKey();
        TransactionalClient client = alone(log);
        return client.commitOffset(1, 5, member, group.phase.generation() - 1) == LogError.ILLEGAL_GENERATION
                && client.commitOffset(1, 5, member + 1, group.phase.generation()) == LogError.UNKNOWN_MEMBER_ID
                && client.commitOffset(1, 5, member, group.phase.generation()) == LogError.NONE;
    }

    private static boolean pendingPositions(Consumer<Cluster> change) {
        LogBench log = transactional(1, 2, change);
        TransactionalClient client = alone(log);
        client.commitOffset(1, 5, 0, -1);
        GroupOffsets group = log.broker(1).coordinator.offsets.of("g");
        boolean pending = group.offsets.isEmpty() && group.unstable(List.of(LogBench.ORDERS));
        client.end(true);
        client.commitOffset(1, 9, 0, -1);
        client.end(false);
        return pending && group.offsets.get(LogBench.ORDERS).offset() == 5 && !group.unstable(List.of(LogBench.ORDERS));
    }
}
