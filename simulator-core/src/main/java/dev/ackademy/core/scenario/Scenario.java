package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Step;
import java.util.List;
import java.util.SortedMap;

/// Everything that is to be tried, resolved: every default is written out. Pure data; read by [ScenarioFile]. Durations
/// in µs, counts in messages. Maps keep the order of the file (`LinkedHashMap`), so that nodes are numbered as a person
/// wrote them.
public record Scenario(
        String title,
        List<Anomaly> shows,
        Entry entry,
        String preset,
        long seed,
        Broker broker,
        java.util.SequencedMap<String, Topic> topics,
        java.util.SequencedMap<String, Store> stores,
        java.util.SequencedMap<String, Deployment> processes,
        List<Link> links,
        List<Fault> faults,
        List<Change> changes,
        Run run,
        Expect expect,
        Explore explore) {

    /// How many operations its workloads have.
    public int messages() {
        return processes.values().stream()
                .mapToInt(each -> each.reads() instanceof Reads.Workload workload
                        ? workload.items().size()
                        : 0)
                .sum();
    }

    /// An entry of the catalogue of anomalies; null for a scenario that is none.
    ///
    /// @param scope `P1 B1 W1 M1 F1`: producers, brokers, workers, messages, faults; what is not named is
    /// not needed
    public record Entry(String id, String name, String scope, String fix, String source) {}

    /// @param kind              `log`, `jetstream`, `pubsub`, `queue` (refused by name until it is built)
    /// @param sessionMicros     a broker is fenced this long after its last heartbeat
    /// (`broker.session.timeout.ms`)
    /// @param heartbeatMicros  how often a broker tells the controller that it lives
    /// (`broker.heartbeat.interval.ms`)
    /// @param lagMicros         a follower leaves the ISR after this long without being caught up
    /// (`replica.lag.time.max.ms`)
    /// @param fsync             `never` (only by `fsyncEveryMicros`), `interval`, `always`
    /// @param truncation        `epoch` (KIP-101) or `hw` (legacy)
    /// @param hwUnderMinIsr     `hold` or `advance` (K3)
    /// @param commitFencing     `generation` or `off` (K24)
    /// @param transactionVersion 1 or 2 (KIP-890)
    /// @param verifiesTransactions a partition asks the coordinator before it opens a transaction (K20)
    /// @param style             of a queue: `rabbitmq` or `bullmq`; null for every other kind
    public record Broker(
            String kind,
            int nodes,
            long latencyMicros,
            long jitterMicros,
            long sessionMicros,
            long heartbeatMicros,
            long lagMicros,
            boolean uncleanElection,
            String fsync,
            long fsyncEveryMicros,
            String truncation,
            String hwUnderMinIsr,
            String commitFencing,
            int producerCache,
            long producerExpiryMicros,
            long rebalanceDelayMicros,
            long groupSessionMicros,
            long groupHeartbeatMicros,
            String style,
            long electionMicros,
            int maxPending,
            int transactionVersion,
            boolean verifiesTransactions,
            long transactionScanMicros) {}

    /// @param retentionMicros   age after which a record may be deleted, -1 for never
    /// @param retentionMessages how many records a partition keeps, -1 for all
    /// @param compaction        null where every record is kept for its time
    /// @param queue             what is set of it as a queue, null for every other kind
    /// @param stream            what is set of it as a stream or a subject of NATS, null for every other
    /// kind
    public record Topic(
            int partitions,
            int replicas,
            int minInsync,
            long retentionMicros,
            long retentionMessages,
            Compaction compaction,
            Queue queue,
            Stream stream) {

        public Topic(int partitions, int replicas, int minInsync, long retentionMicros, long retentionMessages) {
            this(partitions, replicas, minInsync, retentionMicros, retentionMessages, null, null, null);
        }
    }

    /// @param alsoDeletes          old records and too many are deleted as well
    /// @param segmentMessages      records of a segment; the last segment is not compacted
    /// @param deleteRetentionMicros how long a tombstone stays
    public record Compaction(boolean alsoDeletes, int segmentMessages, long deleteRetentionMicros, long everyMicros) {}

    /// @param subjects     patterns; empty: the topic's own name
    /// @param retention    `limits`, `workqueue`, `interest`
    /// @param maxMessages  -1 for no limit, as for the other limits
    /// @param discard      `old` or `new`
    /// @param storage      `file` or `memory`
    public record Stream(
            List<String> subjects,
            String retention,
            long dedupWindowMicros,
            long maxMessages,
            long maxAgeMicros,
            long maxPerSubject,
            String discard,
            String storage) {}

    /// A durable consumer of JetStream, a subscriber of core NATS.
    ///
    /// @param mode           `pull` or `push`
    /// @param ack            `explicit`, `all`, `none`
    /// @param backoffMicros  empty: the ack wait always
    /// @param maxDeliver     -1 for no limit
    /// @param maxAckPending  -1 for no limit
    /// @param filter         null for everything
    /// @param pendingMessages that the library of a subscriber keeps
    public record Consumer(
            String mode,
            String ack,
            long ackWaitMicros,
            List<Long> backoffMicros,
            int maxDeliver,
            int maxAckPending,
            String filter,
            int pendingMessages) {}

    /// A queue of either style; what the other style's words say is not read.
    ///
    /// @param node                 the broker that holds it, `B1`
    /// @param declaredByConsumer   it is not there before its first consumer
    /// @param deadLetter           the queue that gets what this one gives up, null for none
    /// @param deadLetterConfirmed  at-least-once: a dead letter is kept until the other queue has it
    /// @param deliveryLimit        -1 for none
    /// @param countsReturns        every return counts against the limit, not failures only
    /// @param ttlMicros            -1 for never
    /// @param maxLength            -1 for no limit
    /// @param rejectPublish        a full queue refuses; otherwise it gives up its head
    /// @param attempts             of a job, the first included
    /// @param maxStalled           how often a job may lose its worker
    public record Queue(
            boolean quorum,
            String node,
            boolean declaredByConsumer,
            String deadLetter,
            boolean deadLetterConfirmed,
            int deliveryLimit,
            boolean countsReturns,
            long ttlMicros,
            int maxLength,
            boolean rejectPublish,
            boolean singleActive,
            int attempts,
            long backoffMicros,
            boolean exponential,
            int maxStalled,
            long stalledIntervalMicros) {}

    public sealed interface Store {

        /// @param takesMicros time of one request
        record Database(java.util.SequencedMap<String, Table> tables, long takesMicros, long idleSessionMicros)
                implements Store {}

        record Service(long takesMicros) implements Store {}
    }

    /// `onWrite`: `upsert`, `versioned`, `latest-time`, `merge`, `insert`.
    public record Table(String onWrite) {}

    public record Deployment(
            int instances,
            boolean singleActive,
            String lockStore,
            boolean lockEntity,
            Reads reads,
            List<Step> steps,
            int workers,
            Producer producer,
            int resendAttempts,
            long resendBackoffMicros,
            OnFailure onFailure,
            long startsMicros,
            long extendEveryMicros) {}

    public sealed interface Reads {

        /// @param share    how instances divide the items: `key`, `round-robin`, `all`
        /// @param onRestart `resume` or `skip`
        /// @param items    every operation, numbered and timed; the keys' versions count from 1
        record Workload(List<Item> items, String share, String onRestart) implements Reads {}

        /// @param groupProtocol   `classic`, or `consumer` (KIP-848)
        /// @param sessionMicros   with `consumer` the broker's, as the heartbeat interval is
        record FromTopic(
                List<String> topics,
                String group,
                String start,
                String assignment,
                String groupProtocol,
                int maxPoll,
                long sessionMicros,
                long heartbeatMicros,
                long maxPollIntervalMicros,
                boolean autoCommit,
                long autoCommitMicros,
                boolean backgroundCommit,
                long metadataAgeMicros,
                int prefetch,
                Consumer consumer,
                long consumerTimeoutMicros,
                boolean readCommitted)
                implements Reads {}
    }

    public record Item(
            String key,
            int version,
            OperationKind kind,
            long atMicros,
            Payload.Form form,
            SortedMap<String, String> fields,
            String label,
            int instance) {}

    /// The client library's producer. `acks`: 0, 1, -1 (all). `transactionalId` null: the name of the
    /// instance, where it runs transactions.
    public record Producer(
            int acks,
            boolean idempotence,
            int inFlight,
            int retries,
            long requestTimeoutMicros,
            long deliveryTimeoutMicros,
            long retryBackoffMicros,
            long lingerMicros,
            int batch,
            long metadataAgeMicros,
            boolean mandatory,
            int reconnectBuffer,
            String transactionalId,
            long transactionTimeoutMicros) {}

    public record Link(String from, String to, long latencyMicros, long jitterMicros) {}

    /// @param races keys of the races that go the rarer way, as [dev.ackademy.core.engine.Choices] is asked
    public record Run(long settleMicros, long limitMicros, long limitEvents, long limitTrace, List<String> races) {}

    /// `stated` is false when the file has no `expect`: then only promised guarantees count.
    public record Expect(boolean stated, List<Anomaly> found, List<Anomaly> never) {}

    public record Explore(int faults, int reorderings, List<String> may) {}
}
