package dev.ackademy.connect.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveRefused;
import dev.ackademy.connect.SharedKafka;
import dev.ackademy.connect.kafka.KafkaBroker;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.TraceEntry.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whole scenarios on real brokers: the report that the checkers give on what was seen.
@Tag("live")
@ExtendWith(SharedKafka.class)
class LiveRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final LiveServers NATS = new LiveServers(BrokerAddress.of("nats"), new TreeMap<>(), _ -> {});
    private static KafkaCluster kafka;

    private static final String PAYMENTS = """
            scenario: 1
            title: payments
            preset: at-least-once
            topics:
              payments: {}
            stores:
              psp: {kind: service, takes: 5ms}
              billing-db: {kind: database, tables: {payments: {on-write: upsert}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update], every: 30ms}}
                steps:
                  - publish: {topic: payments}
              billing:
                reads: {topic: payments, group: billing}
                steps:
                  - call: {store: psp}
                  - write: {store: billing-db, table: payments}
            """;

    @BeforeAll
    static void useKafka(KafkaCluster shared) {
        kafka = shared;
    }

    @AfterAll
    static void endNats() {
        NATS.close();
    }

    @Test
    void aCrashAfterTheWriteRepeatsTheEffectOnKafka() throws IOException {
        Report report = report(
                PAYMENTS, "faults: [{crash: {process: billing.1, after: write, message: \"A#2\", restart: 100ms}}]");

        assertThat(words(report)).containsExactly("duplicate-effect", "duplicate-effect");
        assertThat(report.stores().get("billing-db").get("payments").actual()).containsOnlyKeys("A", "D");
    }

    /// Line g1-consumer of the ground truth.
    @Test
    @Tag("thorough")
    void byTheConsumerProtocolASecondInstanceTakesItsShareAndRepeatsNothing() throws IOException {
        String text = PAYMENTS.replace("payments: {}", "payments: {partitions: 4}")
                .replace("keys: [A, D], operations: [create, update]", "keys: [A, D, E, F], count: 24")
                .replace("every: 30ms", "every: 200ms")
                .replace("group: billing}", "group: billing, group-protocol: consumer}");
        Trace trace =
                run(text, "changes: [{add-instances: {process: billing, count: 1}, at: 300ms}]", new ArrayList<>());

        assertThat(Checkers.check(trace, scenario(text, "")).counts()).isEmpty();
        assertThat(trace.entries())
                .filteredOn(entry -> entry.event() instanceof StoreEvent.RowWritten)
                .extracting(entry -> ((StoreEvent.RowWritten) entry.event()).writer())
                .hasSize(24)
                .satisfies(writers -> assertThat(new TreeSet<>(writers)).hasSize(2));
    }

    /// Line g2-consumer of the ground truth.
    @Test
    @Tag("thorough")
    void byTheConsumerProtocolWorkThatOutlastsThePollIntervalIsDoneTwiceAndItsCommitFails() throws IOException {
        String text = Files.readString(Path.of("..", "anomalies", "C5-rebalance-during-a-long-batch.yaml"))
                .replace("group: billing,", "group: billing, group-protocol: consumer,")
                .replace("for: 1500ms", "for: 4s");
        Trace trace = run(text, "", new ArrayList<>());

        assertThat(words(Checkers.check(trace, scenario(text, ""))))
                .containsExactlyInAnyOrder("overlap", "duplicate-effect", "zombie-effect");
        assertThat(trace.entries())
                .filteredOn(entry -> entry.event() instanceof DeliveryEvent.AcknowledgeFailed)
                .extracting(entry -> ((DeliveryEvent.AcknowledgeFailed) entry.event()).cause())
                .hasSize(1)
                .allMatch(cause -> cause.startsWith("CommitFailedException"));
    }

    @Test
    void aTransactionThatNobodyCommittedIsRolledBackAndItsInboxForgets() throws IOException {
        String inbox = PAYMENTS.replace("at-least-once", "exactly-once").replace("  - call: {store: psp}\n", "");
        Report report = report(
                inbox,
                "faults: [{crash: {process: billing.1, before: acknowledge, message: \"A#2\", restart: 100ms}}]");

        assertThat(words(report)).isEmpty();
    }

    @Test
    @Tag("thorough")
    void aLostAnswerIsSentAgainAndStoredTwiceOnKafka() throws IOException {
        Report report = report(PAYMENTS, "faults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]");

        assertThat(words(report)).contains("duplicate", "duplicate-effect").doesNotContain("lost-effect");
    }

    @Test
    @Tag("thorough")
    void aRefusalNamesItsMessageAndTheOthersPass() throws IOException {
        Trace trace = run(
                PAYMENTS,
                "faults: [{refuse: {request: produce, message: \"D#1\", error: retriable}}]",
                new ArrayList<>());

        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("NetworkRequestRefused"))
                .hasSize(1);
        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
    }

    @Test
    @Tag("thorough")
    void aLostPubAckIsStoredTwiceOnJetStreamAndOnceWithAMessageId() throws IOException {
        String fault =
                "broker: {kind: jetstream}\nfaults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]";

        assertThat(words(report(IMPATIENT, fault + "\n"))).contains("duplicate", "duplicate-effect");
        String known = IMPATIENT.replace("producer: {", "producer: {idempotence: true, ");
        assertThat(words(report(known, fault))).doesNotContain("duplicate");
    }

    /// Nobody reads the receipts. The first crash of billing takes one message with it.
    @Test
    void onCoreNatsEveryMessageIsPassedOnOrToldAsGone() throws IOException {
        String text = PAYMENTS.replace("at-least-once", "at-most-once")
                        .replace("payments: {}\n", "payments: {}\n  receipts: {}\n")
                        .replace("create, update], every: 30ms", "create, update, update], every: 100ms")
                        .replace("{topic: payments}\n", "{topic: payments}\n      - publish: {topic: receipts}\n")
                + "broker: {kind: pubsub}\n"
                + "faults: [{crash: {process: billing.1, before: write, message: \"A#3\", restart: 100ms}}]";
        Trace trace = run(text, "", new ArrayList<>());

        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        assertThat(trace.entries())
                .filteredOn(entry -> entry.event() instanceof SubjectEvent.MessageDropped e
                        && e.cause().equals(Subjects.NOBODY))
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(entry -> entry.origin() == Origin.INFERRED);
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("Delivered"))
                .isNotEmpty()
                .allMatch(entry -> trace.entry(entry.causes()[0]).event() instanceof SubjectEvent.MessageRouted);
        Report report = Checkers.check(trace, scenario(text, ""));
        assertThat(words(report)).contains("lost-effect").doesNotContain("duplicate-effect", "key-order");
    }

    @Test
    void entriesAreObservedOrInferredAndAppendsStandBeforeWhatFollowsFromThem() throws IOException {
        List<TraceEntry> watched = new ArrayList<>();
        Trace trace = run(PAYMENTS, "broker: {kind: jetstream}", watched);

        assertThat(trace.entries()).extracting(TraceEntry::origin).doesNotContain(Origin.VIRTUAL);
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("RecordAppended"))
                .hasSize(4)
                .allMatch(entry -> entry.origin() == Origin.INFERRED);
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("Delivered"))
                .allMatch(entry -> trace.entry(entry.causes()[0]).kind().equals("RecordAppended"));
        assertThat(watched).isEqualTo(trace.entries());
    }

    @Test
    void aKilledNatsAPausedProcessAPartitionAndASlowLinkLoseNothing() throws IOException {
        killedPausedPartedAndSlowed("jetstream");
    }

    @Test
    @Tag("thorough")
    void aKilledKafkaAPausedProcessAPartitionAndASlowLinkLoseNothing() throws IOException {
        killedPausedPartedAndSlowed("log");
    }

    private static void killedPausedPartedAndSlowed(String kind) throws IOException {
        String payments = PAYMENTS.replace("every: 30ms", "every: 100ms");
        String faults = """
                broker: {kind: %s}
                faults:
                  - {slow: {link: [billing, B1], by: 20ms, for: 100ms}, at: 50ms}
                  - {crash: {broker: B1, restart: 100ms}, at: 150ms}
                  - {partition: {between: [shop, B1], for: 100ms}, at: 250ms}
                  - {pause: {process: billing.1, for: 300ms}, at: 400ms}
                """.formatted(kind);
        Trace trace = run(payments, faults, new ArrayList<>());

        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        assertThat(trace.entries())
                .extracting(TraceEntry::kind)
                .contains("LinkSlowed", "NodeCrashed", "LinkParted", "LinkHealed", "NodePaused", "NodeResumed")
                .doesNotContain("FaultUnused");
        assertThat(words(Checkers.check(trace, scenario(payments, faults)))).doesNotContain("lost-effect");
    }

    @Test
    @Tag("thorough")
    void whatAStalledFetchBringsIsLateAndNothingIsLostOnKafka() throws IOException {
        String fault = "faults: [{stall: {request: fetch, hold: response, message: \"A#1\", for: 1s}}]";
        Trace trace = run(PAYMENTS, fault, new ArrayList<>());

        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        long stalled = at(trace, "ConnectionStalled");
        assertThat(at(trace, "Delivered") - stalled).isGreaterThan(900_000L);
        assertThat(words(Checkers.check(trace, scenario(PAYMENTS, fault)))).doesNotContain("lost-effect");
    }

    private static final String IMPATIENT = PAYMENTS.replace(
            "      - publish: {topic: payments}\n",
            "      - publish: {topic: payments}\n    producer: {request-timeout: 300ms}\n");

    @Test
    void aStalledPublishThatIsSentAgainIsStoredTwiceOnKafka() throws IOException {
        aStalledPublishThatIsSentAgainIsStoredTwice("log");
    }

    @Test
    @Tag("thorough")
    void aStalledPublishThatIsSentAgainIsStoredTwiceOnJetStream() throws IOException {
        aStalledPublishThatIsSentAgainIsStoredTwice("jetstream");
    }

    private static void aStalledPublishThatIsSentAgainIsStoredTwice(String kind) throws IOException {
        String fault =
                "broker: {kind: %s}\nfaults: [{stall: {request: produce, message: \"A#1\", for: 1s}}]".formatted(kind);
        Trace trace = run(IMPATIENT, fault, new ArrayList<>());

        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        assertThat(trace.entries())
                .extracting(TraceEntry::kind)
                .contains("ConnectionStalled")
                .doesNotContain("FaultUnused");
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("RecordAppended"))
                .hasSizeGreaterThan(4);
        assertThat(words(Checkers.check(trace, scenario(IMPATIENT, fault))))
                .contains("duplicate")
                .doesNotContain("lost-effect");
    }

    @Test
    @Tag("thorough")
    void aLinkThatHoldsRequestsLetsNoneThroughUntilItHealsOnJetStream() throws IOException {
        aLinkThatHoldsRequestsLetsNoneThroughUntilItHeals("jetstream");
    }

    @Test
    @Tag("thorough")
    void aLinkThatHoldsRequestsLetsNoneThroughUntilItHealsOnKafka() throws IOException {
        aLinkThatHoldsRequestsLetsNoneThroughUntilItHeals("log");
    }

    private static void aLinkThatHoldsRequestsLetsNoneThroughUntilItHeals(String kind) throws IOException {
        Trace trace = held(kind, "[shop, B1]");

        long parted = at(trace, "LinkParted");
        long healed = at(trace, "LinkHealed");
        assertThat(healed - parted).isBetween(700_000L, 3_000_000L);
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("RecordAppended"))
                .hasSizeGreaterThanOrEqualTo(4)
                .noneMatch(entry -> entry.at() > parted + 50_000 && entry.at() < healed);
    }

    /// The broker stores what it is asked to; nobody hears of it, so it is asked again.
    @Test
    void aLinkThatHoldsAnswersHasThemAskedForAgainOnKafka() throws IOException {
        aLinkThatHoldsAnswersHasThemAskedForAgain("log");
    }

    @Test
    @Tag("thorough")
    void aLinkThatHoldsAnswersHasThemAskedForAgainOnJetStream() throws IOException {
        aLinkThatHoldsAnswersHasThemAskedForAgain("jetstream");
    }

    private static void aLinkThatHoldsAnswersHasThemAskedForAgain(String kind) throws IOException {
        Trace trace = held(kind, "[B1, shop]");

        long parted = at(trace, "LinkParted");
        long healed = at(trace, "LinkHealed");
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("PublishAcknowledged"))
                .hasSize(4)
                .noneMatch(entry -> entry.at() > parted + 50_000 && entry.at() < healed);
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("RecordAppended"))
                .hasSizeGreaterThan(4);
    }

    private static Trace held(String kind, String between) throws IOException {
        String fault = "broker: {kind: %s}\nfaults: [{partition: {between: %s, one-way: true, for: 800ms}, at: 40ms}]"
                .formatted(kind, between);
        Trace trace = run(IMPATIENT, fault, new ArrayList<>());

        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        assertThat(words(Checkers.check(trace, scenario(IMPATIENT, fault)))).doesNotContain("lost-effect");
        return trace;
    }

    private static long at(Trace trace, String kind) {
        return trace.entries().stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .at();
    }

    @Test
    void oneOfTwoMembersIsPushedEachMessage() throws IOException {
        String pushed = PAYMENTS.replace("group: billing}", "group: billing, mode: push}")
                .replace("  billing:\n", "  billing:\n    instances: 2\n");
        Report report = report(pushed, "broker: {kind: jetstream}");

        assertThat(words(report)).doesNotContain("lost-effect", "duplicate-effect");
        assertThat(report.stores().get("billing-db").get("payments").actual()).containsOnlyKeys("A", "D");
    }

    @Test
    void whatCannotBeCausedIsRefusedBeforeTheStartByName() {
        assertThatThrownBy(() -> report(
                        PAYMENTS,
                        "broker: {kind: jetstream}\nfaults: [{power-off: {nodes: [B1], restart: 1s}, at: 1s},"
                                + " {cut: {request: join}}]"))
                .isInstanceOf(LiveRefused.class)
                .hasMessageContaining("faults.0.power-off: power loss cannot be caused from here")
                .hasMessageContaining("nearest: crash")
                .hasMessageContaining("faults.1.cut: join does not pass");
        assertThatThrownBy(() -> NATS.broker(scenario(PAYMENTS, "")))
                .isInstanceOf(LiveRefused.class)
                .hasMessageContaining("nearest: --set broker.kind=jetstream");
    }

    @Test
    void aServerThatDiesDuringTheRunEndsItWithWhatHappened() {
        List<TraceEntry> watched = new ArrayList<>();
        long from = System.nanoTime();

        assertThatThrownBy(() -> {
                    Scenario scenario =
                            scenario(PAYMENTS.replace("every: 30ms", "every: 10s"), "broker: {kind: jetstream}");
                    try (LiveBroker broker = NATS.broker(scenario)) {
                        LiveRun.run(
                                scenario,
                                broker,
                                entry -> {
                                    watched.add(entry);
                                    if (entry.kind().equals("TruthChanged")) {
                                        broker.servers().getFirst().kill();
                                    }
                                },
                                LIMIT);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("B1 of NATS JetStream ended during the run");

        assertThat(watched).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
    }

    private static Report report(String text, String more) throws IOException {
        Trace trace = run(text, more, new ArrayList<>());
        return Checkers.check(trace, scenario(text, more));
    }

    /// On the broker of the scenario's kind.
    private static Trace run(String text, String more, List<TraceEntry> watched) throws IOException {
        Scenario scenario = scenario(text, more);
        boolean log = scenario.broker().kind().equals("log");
        try (LiveBroker broker = log ? new KafkaBroker(scenario, "live-run-", kafka) : NATS.broker(scenario)) {
            return LiveRun.run(scenario, broker, watched::add, LIMIT);
        }
    }

    private static Scenario scenario(String text, String more) {
        return ScenarioFile.parse(text + more, "test").scenario();
    }

    private static List<String> words(Report report) {
        return report.findings().stream()
                .map(finding -> finding.anomaly().word())
                .toList();
    }
}
