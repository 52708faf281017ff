package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The setting that made a finding possible, and one change that prevents it. Decided by what the run shows at the
/// flag, then by the settings.
record Responsible(String reason, Finding.Fix fix) {

    static Responsible of(Found found, Story story) {
        Search search = new Search(found, story);
        if (!story.assigns() && found.operation() != null) {
            Responsible own =
                    new NatsResponsible(found, story, search.producer(), search.consumer(), search.topic()).find();
            if (own != null) {
                return own;
            }
        }
        return switch (found.anomaly()) {
            case LOST_EFFECT, LOST_WRITE -> search.loss();
            case ACKED_LOST -> search.replication();
            case MISSING_EVENT -> search.twoSteps();
            case RETENTION_LOSS -> search.retention();
            case DUPLICATE -> search.storedTwice();
            case DUPLICATE_EFFECT -> search.doneTwice();
            case NONMONOTONIC_SEND -> search.sendOrder();
            case KEY_ORDER, STALE_OVERWRITE -> search.disorder();
            case NONMONOTONIC_POLL, POLL_SKIP -> search.poll();
            case OVERLAP, ZOMBIE_EFFECT -> search.twoOwners();
            case INCONSISTENT_OFFSETS -> search.replication();
            case NO_PROGRESS, REDELIVERY_RATIO -> search.blocked();
            case PHANTOM -> search.twoSteps();
            case ABORTED_READ -> story.units.units().isEmpty() ? search.takenForFailed() : search.transaction();
            case TORN -> search.transaction();
            case TERMINAL_ACCOUNTING -> null;
            case CONVERGENCE -> search.dirty() ? search.transaction() : search.deviation();
        };
    }

    static Responsible because(String reason, String change, String... pathsAndValues) {
        LinkedHashMap<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pathsAndValues.length; i += 2) {
            settings.put(pathsAndValues[i], pathsAndValues[i + 1]);
        }
        return new Responsible(reason, new Finding.Fix(change, settings));
    }

    /// Looks for the setting, from what happened to the operation.
    private record Search(Found found, Story story) {

        Responsible loss() {
            Responsible queue = QueueLoss.of(story, found.operation());
            if (queue != null) {
                return queue;
            }
            TraceEntry flag = story.trace.entry(Math.max(1, found.flag()));
            if (flag.event() instanceof LogEvent.LeaderElected || cut(found.operation())) {
                return replication();
            }
            if (stored(found.operation())) {
                if (flag.event() instanceof LogEvent.LogStartMoved) {
                    return retention();
                }
                if (flag.event() instanceof LogEvent.LogCompacted compacted) {
                    return compaction(compacted.partition().topic());
                }
                return consumerLoss();
            }
            return producerLoss(flag);
        }

        private Responsible producerLoss(TraceEntry flag) {
            String name = producer();
            if (name == null) {
                return null;
            }
            Deployment deployment = story.scenario.processes().get(name);
            String at = "processes." + name + ".producer.";
            if (deployment.producer().acks() == 0) {
                return because(
                        "%sacks is 0: %s asks for no answer, so it cannot know that it must send again."
                                .formatted(at, name),
                        "Ask for an answer of all in-sync replicas and send again when it does not come.",
                        at + "acks",
                        "all",
                        at + "retries",
                        "10");
            }
            if (flag.event() instanceof NodeEvent) {
                int step = publishStep(deployment);
                return because(
                        "%s goes on before the receipt has come (await: none): what is still in its buffer dies with it."
                                .formatted(name),
                        "Wait for the receipt of each message before it counts as done.",
                        "processes.%s.steps.%d.publish.await".formatted(name, step),
                        "receipt");
            }
            if (story.declaredEnding(found.operation(), name) != null || endedBy(AppEvent.Ending.GIVEN_UP)) {
                return because(
                        "processes.%s.on-failure.then is %s: what is not stored within %sdelivery-timeout (%s) is given up, on purpose."
                                .formatted(
                                        name,
                                        Contract.word(deployment.onFailure().then()),
                                        at,
                                        Narrator.time(deployment.producer().deliveryTimeoutMicros())),
                        "Stay on a message until it is stored.",
                        "processes.%s.on-failure.retry".formatted(name),
                        "-1",
                        "processes.%s.on-failure.then".formatted(name),
                        "stop");
            }
            if (deployment.producer().retries() < 10) {
                return because(
                        "%sretries is %d: %s gives up after that."
                                .formatted(at, deployment.producer().retries(), name),
                        "Send again until it is stored.",
                        at + "retries",
                        "10");
            }
            return because(
                    "%sdelivery-timeout is %s: %s gives up after that."
                            .formatted(at, Narrator.time(deployment.producer().deliveryTimeoutMicros()), name),
                    "Send again until it is stored.",
                    at + "delivery-timeout",
                    "10m");
        }

        /// A store is written and an event is published, one after the other.
        Responsible twoSteps() {
            String name = found.sink().deployment();
            String why =
                    "processes.%s writes %s and publishes in two steps that no transaction spans: what ends it in between leaves one without the other."
                            .formatted(name, found.sink().place());
            boolean skips = story.scenario.processes().get(name).reads() instanceof Reads.Workload workload
                    && workload.onRestart().equals("skip");
            return skips
                    ? because(
                            why,
                            "Do again after a crash what was left undone.",
                            "processes.%s.reads.workload.on-restart".formatted(name),
                            "resume")
                    : new Responsible(why, null);
        }

        /// What may be stored was taken for what is not.
        /// A row that holds what was aborted.
        boolean dirty() {
            TransactionContract contract = new TransactionContract(story.scenario);
            return found.sink() != null
                    && (found.sink().deployment().equals(contract.reader()) || contract.endsTheNext());
        }

        /// An end that hits the next transaction hurts those too who read committed.
        Responsible transaction() {
            TransactionContract contract = new TransactionContract(story.scenario);
            String reader = contract.reader();
            if (reader != null && found.anomaly() != Anomaly.TORN) {
                return because(
                        "processes.%s.reads.isolation is read-uncommitted, Kafka's default: it is given records of transactions that are open, and may be aborted."
                                .formatted(reader),
                        "Read what is committed.",
                        "processes.%s.reads.isolation".formatted(reader),
                        "read-committed");
            }
            return contract.endsTheNext()
                    ? because(
                            "broker.transaction-version is 1: nothing tells which transaction an end is meant for, so that one which comes late ends the next.",
                            "Give each transaction an epoch of its own (KIP-890).",
                            "broker.transaction-version",
                            "2")
                    : null;
        }

        Responsible takenForFailed() {
            String name = producer();
            if (name == null) {
                return null;
            }
            return because(
                    "processes.%s.on-failure.then is discard: an unknown outcome is taken for a failure, and what may be stored is given up."
                            .formatted(name),
                    "Go on with the same message until its outcome is known.",
                    "processes.%s.on-failure.retry".formatted(name),
                    "-1");
        }

        private Responsible consumerLoss() {
            String name = consumer();
            if (name == null) {
                return null;
            }
            Deployment deployment = story.scenario.processes().get(name);
            if (Contract.startsLate(deployment) && !given(name)) {
                return because(
                        "processes.%s.reads.start is latest: what was stored before it took its position is passed over."
                                .formatted(name),
                        "Start at the earliest record that is there.",
                        "processes.%s.reads.start".formatted(name),
                        "earliest");
            }
            if (Contract.acknowledgesFirst(deployment)) {
                return because(
                        "processes.%s acknowledges before it does the work: a crash between the two loses the message."
                                .formatted(name),
                        "Acknowledge after the work.",
                        "processes.%s.preset".formatted(name),
                        "at-least-once");
            }
            if (Contract.autoCommit(deployment)) {
                return because(
                        "processes.%s.reads.auto-commit acknowledges by the clock what has not been done."
                                .formatted(name),
                        "Acknowledge after the work, by a step of its own.",
                        "processes.%s.reads.auto-commit".formatted(name),
                        "false",
                        "processes.%s.preset".formatted(name),
                        "at-least-once");
            }
            if (deployment.workers() > 1) {
                return because(
                        "processes.%s.workers is %d: a later message is acknowledged while an earlier one is still in work, and the acknowledgement covers both."
                                .formatted(name, deployment.workers()),
                        "One worker behind the consumer.",
                        "processes.%s.workers".formatted(name),
                        "1");
            }
            if (happened(DeliveryEvent.PositionInvalid.class)) {
                return retention();
            }
            if (endedBy(AppEvent.Ending.GIVEN_UP)) {
                return givenUp(name);
            }
            return leftAlone();
        }

        /// Whether the deployment was ever given the operation.
        private boolean given(String name) {
            return story.about(found.operation()).stream()
                    .anyMatch(entry -> entry.event() instanceof DeliveryEvent.Delivered
                            && story.node(entry.node()).deployment().equals(name));
        }

        private Responsible givenUp(String name) {
            String why =
                    "processes.%s.on-failure goes on with the next message, whose acknowledgement covers the failed one."
                            .formatted(name);
            String free = freeTopic();
            return free == null
                    ? because(
                            why,
                            "Stay on a message until it succeeds.",
                            "processes.%s.on-failure.then".formatted(name),
                            "stop")
                    : because(
                            why,
                            "Put what fails for good into a dead-letter topic.",
                            "processes.%s.on-failure.topic".formatted(name),
                            free,
                            "processes.%s.on-failure.then".formatted(name),
                            "dead-letter");
        }

        /// A topic that nobody writes to or reads: kept for dead letters.
        private String freeTopic() {
            TreeSet<String> used = new TreeSet<>();
            story.scenario.processes().values().forEach(each -> {
                if (each.reads() instanceof Reads.FromTopic topic) {
                    used.addAll(topic.topics());
                }
                Routes.flat(each.steps()).forEach(step -> {
                    if (step instanceof Step.Publish publish) {
                        used.add(publish.topic());
                    }
                });
            });
            return story.scenario.topics().keySet().stream()
                    .filter(topic -> !used.contains(topic))
                    .findFirst()
                    .orElse(null);
        }

        /// The table took it for older than what it holds, which it is not.
        private Responsible leftAlone() {
            if (found.sink() == null
                    || found.sink().service()
                    || !contractRule().equals("latest-time")) {
                return null;
            }
            return because(
                    "stores.%s.tables.%s.on-write is latest-time: the clocks of several machines decide what is newer."
                            .formatted(found.sink().store(), found.sink().table()),
                    "Compare the versions that the source counts, not times.",
                    "stores.%s.tables.%s.on-write"
                            .formatted(found.sink().store(), found.sink().table()),
                    "versioned");
        }

        Responsible replication() {
            Responsible queue = QueueLoss.of(story, found.operation());
            if (queue != null) {
                return queue;
            }
            if (story.scenario.broker().uncleanElection()) {
                return because(
                        "broker.unclean-leader-election lets a replica lead that lacks acknowledged records.",
                        "Rather no leader than one that has lost records.",
                        "broker.unclean-leader-election",
                        "false");
            }
            String name = producer();
            if (name != null && story.scenario.processes().get(name).producer().acks() != -1) {
                int acks = story.scenario.processes().get(name).producer().acks();
                return because(
                        acks == 0
                                ? "processes.%s.producer.acks is 0: nobody waits until another replica has the record."
                                        .formatted(name)
                                : "processes.%s.producer.acks is 1: the leader answers before another replica has the record."
                                        .formatted(name),
                        "Wait for all in-sync replicas.",
                        "processes.%s.producer.acks".formatted(name),
                        "all");
            }
            String topic = topic();
            if (topic != null
                    && story.scenario.topics().get(topic).minInsync() < 2
                    && story.scenario.topics().get(topic).replicas() > 1) {
                return because(
                        "topics.%s.min-insync is 1: \"all\" in-sync replicas may be the leader alone.".formatted(topic),
                        "Refuse writes that only one replica would have.",
                        "topics.%s.min-insync".formatted(topic),
                        "2");
            }
            if (story.scenario.broker().truncation().equals("hw")) {
                return because(
                        "broker.truncation is hw: a returning replica cuts back to its own high watermark, which lags.",
                        "Truncate by leader epoch (KIP-101).",
                        "broker.truncation",
                        "epoch");
            }
            return because(
                    "broker.fsync is %s: an answer does not mean that the record is on disk."
                            .formatted(story.scenario.broker().fsync()),
                    "Flush before the answer.",
                    "broker.fsync",
                    "always");
        }

        Responsible retention() {
            Responsible queue = QueueLoss.of(story, found.operation());
            if (queue != null) {
                return queue;
            }
            String topic = topic();
            if (topic == null) {
                return null;
            }
            boolean byAge = story.scenario.topics().get(topic).retentionMicros() >= 0;
            return because(
                    "topics.%s.%s is shorter than the time for which the group stood still."
                            .formatted(topic, byAge ? "retention" : "retention-messages"),
                    "Keep records longer than the longest outage.",
                    "topics.%s.%s".formatted(topic, byAge ? "retention" : "retention-messages"),
                    byAge ? "never" : "-1");
        }

        private Responsible compaction(String topic) {
            return because(
                    "topics.%s.cleanup keeps only the last record of each key: what an earlier one alone said is gone."
                            .formatted(topic),
                    "Send the whole state with every change, or keep every record.",
                    "topics.%s.cleanup".formatted(topic),
                    "delete");
        }

        Responsible storedTwice() {
            List<TraceEntry> asked = twiceAsked();
            String name = asked.isEmpty()
                    ? producer()
                    : story.node(asked.getFirst().node()).deployment();
            if (name == null) {
                return null;
            }
            Deployment deployment = story.scenario.processes().get(name);
            boolean knowsRepeats = !"rabbitmq".equals(story.scenario.broker().style());
            if (asked.size() < 2 && !knowsRepeats) {
                return consumerRemembers(
                        "%s sent it again when no confirm came; this broker cannot tell the second copy from a new message."
                                .formatted(name),
                        consumer());
            }
            if (asked.size() < 2) {
                return deployment.producer().idempotence()
                        ? null
                        : because(
                                "processes.%s.producer.idempotence is off: the broker cannot tell the second copy from a new message."
                                        .formatted(name),
                                "Turn on the idempotent producer.",
                                "processes.%s.producer.idempotence".formatted(name),
                                "true");
            }
            int unfenced = TransactionContract.withoutGroup(deployment);
            if (unfenced >= 0) {
                return because(
                        "processes.%s.steps.%d.transaction.group-metadata is off: who was put out of the group commits all the same what another member has done by then."
                                .formatted(name, unfenced),
                        "Let the positions carry the group's generation (KIP-447).",
                        "processes.%s.steps.%d.transaction.group-metadata".formatted(name, unfenced),
                        "true");
            }
            String topic = ((DeliveryEvent.PublishAsked) asked.getFirst().event()).topic();
            String why = asked.getFirst().node() != asked.getLast().node() && deployment.singleActive()
                    ? "%s took over from %s and did again what might not have been done; to the broker that is another producer."
                            .formatted(
                                    story.name(asked.getLast().node()),
                                    story.name(asked.getFirst().node()))
                    : deployment.reads() instanceof Reads.FromTopic
                            ? "processes.%s publishes to %s before it acknowledges: what happens in between makes it do both again, and to the broker that is a new message."
                                    .formatted(name, topic)
                            : "%s sent it once more by its own decision; the idempotent producer knows only the retries of its own session."
                                    .formatted(name);
            boolean byItself = deployment.resendAttempts() > 0 && !(deployment.reads() instanceof Reads.FromTopic);
            return byItself && found.anomaly() == Anomaly.DUPLICATE
                    ? because(
                            why,
                            "Leave sending again to the library, and give it the time.",
                            "processes.%s.resend.attempts".formatted(name),
                            "0",
                            "processes.%s.producer.delivery-timeout".formatted(name),
                            "10s")
                    : consumerRemembers(why, readerOf(topic));
        }

        private Responsible consumerRemembers(String why, String reader) {
            return reader == null || callsService(reader)
                    ? new Responsible(why, null)
                    : because(
                            why,
                            "Let the consumer remember the ids that it has done, in the same transaction.",
                            "processes.%s.preset".formatted(reader),
                            "exactly-once");
        }

        /// The sends that were asked for, to the topic that holds several copies.
        private List<TraceEntry> twiceAsked() {
            TreeMap<String, Integer> copies = new TreeMap<>();
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.event() instanceof LogEvent.RecordAppended append) {
                    copies.merge(append.partition().topic(), 1, Integer::sum);
                }
            }
            return story.about(found.operation()).stream()
                    .filter(entry -> entry.event() instanceof DeliveryEvent.PublishAsked asked
                            && copies.getOrDefault(asked.topic(), 0) > 1)
                    .toList();
        }

        private String readerOf(String topic) {
            for (var each : story.scenario.processes().entrySet()) {
                if (each.getValue().reads() instanceof Reads.FromTopic from
                        && from.topics().contains(topic)) {
                    return each.getKey();
                }
            }
            return null;
        }

        private boolean callsService(String name) {
            return Contract.has(story.scenario.processes().get(name), Step.Call.class);
        }

        Responsible doneTwice() {
            Responsible twice = copiesRead() > 1 ? storedTwice() : null;
            if (twice != null && twice.fix() != null) {
                return twice;
            }
            String name = found.sink() == null ? consumer() : found.sink().deployment();
            if (found.sink() != null && found.sink().service()) {
                int step = callStep(
                        story.scenario.processes().get(name), found.sink().store());
                return because(
                        (triedAgain(name)
                                        ? "processes.%s tries a call to %s again that had no answer in time, though it may have been carried out, and the service cannot tell a repeated request."
                                        : "processes.%s calls %s before it acknowledges, and the service cannot tell a repeated request.")
                                .formatted(name, found.sink().store()),
                        "Send an idempotency key with the request.",
                        "processes.%s.steps.%d.call.idempotency-key".formatted(name, step),
                        "operation");
            }
            return because(
                    (triedAgain(name)
                                    ? "processes.%s tries a write again that had no answer in time, though it may have been carried out."
                                    : "processes.%s writes before it acknowledges: what happens in between makes the broker give the message again.")
                            .formatted(name),
                    "Remember the id in the same transaction as the effect.",
                    "processes.%s.preset".formatted(name),
                    "exactly-once");
        }

        /// At how many places of the topic that the sink reads the operation stands.
        private long copiesRead() {
            String topic = topicRead();
            return story.about(found.operation()).stream()
                    .filter(entry -> entry.event() instanceof LogEvent.RecordAppended append
                            && append.partition().topic().equals(topic))
                    .count();
        }

        /// Whether the operation was tried again in place between its two effects.
        private boolean triedAgain(String name) {
            int first = found.witness().getFirst();
            return story.about(found.operation()).stream()
                    .anyMatch(entry -> entry.n() > first
                            && entry.n() < found.flag()
                            && entry.event() instanceof AppEvent.ItemRetried
                            && story.node(entry.node()).deployment().equals(name));
        }

        /// The earlier send is not where it was acknowledged any more, or the later one was held back.
        Responsible sendOrder() {
            Operation before = story.trace.entry(found.witness().getFirst()).operation();
            return before != null && cut(before) ? replication() : disorder();
        }

        Responsible disorder() {
            Operation late = found.operation();
            String topic = topicRead();
            String producer = topic == null ? producer() : producerTo(topic);
            List<String> partitions = topic == null
                    ? List.of()
                    : story.logs.partitionsOf(topic, late.key(), Math.max(found.flag(), 1)).stream()
                            .map(TopicPartition::toString)
                            .toList();
            boolean behind = story.about(late).stream()
                    .anyMatch(entry -> entry.n() < found.flag()
                            && entry.event() instanceof LogEvent.RecordAppended append
                            && append.partition().topic().equals(topic)
                            && story.logs.behind(entry));
            if (producer != null
                    && behind
                    && refusedOrLost(late)
                    && !story.scenario.processes().get(producer).producer().idempotence()) {
                return because(
                        "processes.%s.producer.in-flight is %d without idempotence: a message that is sent again goes behind its successors."
                                .formatted(
                                        producer,
                                        story.scenario
                                                .processes()
                                                .get(producer)
                                                .producer()
                                                .inFlight()),
                        "Turn on the idempotent producer: the broker then keeps the order of one producer.",
                        "processes.%s.producer.idempotence".formatted(producer),
                        "true");
            }
            int keyless = producer == null
                    ? -1
                    : keylessPublish(story.scenario.processes().get(producer), topic);
            if (keyless >= 0 && partitions.size() > 1) {
                return because(
                        "processes.%s.steps.%d.publish.key is none: messages of %s go to any partition (%s), and nothing orders those."
                                .formatted(producer, keyless, late.key(), String.join(", ", partitions)),
                        "Give each message the key of its entity: one key, one partition.",
                        "processes.%s.steps.%d.publish.key".formatted(producer, keyless),
                        "id");
            }
            Responsible workers = manyWorkers(
                    behind
                            ? producer
                            : found.sink() == null ? null : found.sink().deployment());
            if (workers != null) {
                return workers;
            }
            if (found.sink() != null && endedBy(AppEvent.Ending.HANDED_ON)) {
                String name = found.sink().deployment();
                return because(
                        "processes.%s.on-failure.then is retry-topic: while %s waits there, its successors go past it."
                                .formatted(name, late),
                        "Try again in place: the others wait behind it.",
                        "processes.%s.on-failure.retry".formatted(name),
                        "-1",
                        "processes.%s.on-failure.then".formatted(name),
                        "stop");
            }
            if (partitions.size() > 1 || behind) {
                String why = partitions.size() > 1
                        ? "Messages of %s stand in several partitions (%s), and nothing orders those."
                                .formatted(late.key(), String.join(", ", partitions))
                        : "The log itself holds %s behind a newer version.".formatted(late);
                return guard(why);
            }
            return guard("%s came to the sink after a newer version of %s.".formatted(late, late.key()));
        }

        /// Several threads behind one consumer, where they are.
        private Responsible manyWorkers(String name) {
            if (name == null
                    || !(story.scenario.processes().get(name).reads() instanceof Reads.FromTopic)
                    || story.scenario.processes().get(name).workers() < 2) {
                return null;
            }
            return because(
                    "processes.%s.workers is %d: two messages of one key are worked on at once."
                            .formatted(
                                    name, story.scenario.processes().get(name).workers()),
                    "One worker behind the consumer.",
                    "processes.%s.workers".formatted(name),
                    "1");
        }

        /// The topic from which the sink's deployment had the operation.
        private String topicRead() {
            if (found.sink() == null
                    || !(story.scenario
                                    .processes()
                                    .get(found.sink().deployment())
                                    .reads()
                            instanceof Reads.FromTopic from)) {
                return topic();
            }
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.event() instanceof LogEvent.RecordAppended append
                        && from.topics().contains(append.partition().topic())) {
                    return append.partition().topic();
                }
            }
            return from.topics().getFirst();
        }

        private String producerTo(String topic) {
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.event() instanceof DeliveryEvent.PublishAsked asked
                        && asked.topic().equals(topic)) {
                    return story.node(entry.node()).deployment();
                }
            }
            return producer();
        }

        private static int keylessPublish(Deployment deployment, String topic) {
            for (int i = 0; i < deployment.steps().size(); i++) {
                if (deployment.steps().get(i) instanceof Step.Publish publish
                        && publish.topic().equals(topic)
                        && !"id".equals(publish.key())) {
                    return i;
                }
            }
            return -1;
        }

        private Responsible guard(String why) {
            if (found.sink() == null || found.sink().service()) {
                return new Responsible(why, null);
            }
            return because(
                    why
                            + " Table %s takes whatever comes last."
                                    .formatted(found.sink().place()),
                    "Let the table compare versions: older never overwrites newer.",
                    "stores.%s.tables.%s.on-write"
                            .formatted(found.sink().store(), found.sink().table()),
                    "versioned");
        }

        Responsible poll() {
            return new Responsible(
                    "The consumer's position was moved, by a commit, a reset or another leader's log.", null);
        }

        Responsible twoOwners() {
            String name = consumer() == null ? producer() : consumer();
            if (name != null && story.scenario.processes().get(name).workers() > 1) {
                return because(
                        "processes.%s.workers is %d: the read loop gives a partition away while they still work on it."
                                .formatted(
                                        name,
                                        story.scenario.processes().get(name).workers()),
                        "One worker: the read loop waits for it before it gives anything away.",
                        "processes.%s.workers".formatted(name),
                        "1");
            }
            if (name != null && story.scenario.processes().get(name).singleActive()) {
                return new Responsible(
                        "processes.%s.active is single, and a lock does not stop who has lost it and does not know: a write that was under way is taken; a fence would refuse it only where the next holder had written the row."
                                .formatted(name),
                        null);
            }
            if (name != null && story.scenario.processes().get(name).reads() instanceof Reads.FromTopic topic) {
                boolean still = stoodStill();
                return because(
                        still
                                ? "processes.%s.reads.session-timeout is %s: who stands still for longer is taken for dead, and goes on with its work when it comes back."
                                        .formatted(name, Narrator.time(topic.sessionMicros()))
                                : "processes.%s.reads.max-poll-interval is %s (session-timeout %s): the work takes longer, so the group gives it to another one as well."
                                        .formatted(
                                                name,
                                                Narrator.time(topic.maxPollIntervalMicros()),
                                                Narrator.time(topic.sessionMicros())),
                        "Wait longer than the longest work.",
                        "processes.%s.reads.max-poll-interval".formatted(name),
                        "5m",
                        "processes.%s.reads.session-timeout".formatted(name),
                        "45s");
            }
            return new Responsible("A lock alone does not stop who has lost it.", null);
        }

        /// Whether the one that had the work first was paused or out of reach, rather than slow.
        private boolean stoodStill() {
            int holder = story.trace.entry(found.witness().getFirst()).node();
            return story.all(NodeEvent.NodePaused.class).stream()
                    .anyMatch(entry -> entry.node() == holder && entry.n() < found.flag());
        }

        Responsible blocked() {
            String name = consumer();
            if (name == null) {
                return null;
            }
            return because(
                    "processes.%s.on-failure never lets a message go that cannot succeed.".formatted(name),
                    "Set it aside after a few tries.",
                    "processes.%s.on-failure.retry".formatted(name),
                    "3",
                    "processes.%s.on-failure.then".formatted(name),
                    "discard");
        }

        Responsible deviation() {
            Responsible queue = QueueLoss.of(story, found.operation());
            if (queue != null) {
                return queue;
            }
            String name = found.sink().deployment();
            TraceEntry aside = found.operation() == null ? null : story.declaredEnding(found.operation(), name);
            if (aside != null) {
                OnFailure policy = story.scenario.processes().get(name).onFailure();
                boolean kept = ((AppEvent.ItemEnded) aside.event()).ending() == AppEvent.Ending.DEAD_LETTERED;
                return because(
                        "processes.%s.on-failure.then is %s: %s, and the row lacks it until somebody deals with it."
                                .formatted(
                                        name,
                                        Contract.word(policy.then()),
                                        kept
                                                ? found.operation() + " was set aside on purpose, in " + policy.topic()
                                                : found.operation() + " was discarded on purpose"),
                        "Stay on a message until it succeeds.",
                        "processes.%s.on-failure.retry".formatted(name),
                        "-1",
                        "processes.%s.on-failure.then".formatted(name),
                        "stop");
            }
            if (contractRule().equals("merge") || !partial()) {
                return null;
            }
            return because(
                    "stores.%s.tables.%s.on-write is %s: a part of an entity replaces the whole."
                            .formatted(found.sink().store(), found.sink().table(), contractRule()),
                    "Merge partial payloads into the row.",
                    "stores.%s.tables.%s.on-write"
                            .formatted(found.sink().store(), found.sink().table()),
                    "merge");
        }

        /// Whether the source told of the entity in parts.
        private boolean partial() {
            return found.sink().owed().stream()
                    .anyMatch(each -> found.operation() != null
                            && each.key().equals(found.operation().key())
                            && story.payload(each).form() != Payload.Form.FULL);
        }

        private String contractRule() {
            return Contract.of(story.scenario)
                    .rule(found.sink().store(), found.sink().table());
        }

        private boolean happened(Class<? extends Event> kind) {
            return !story.all(kind).isEmpty();
        }

        private boolean endedBy(AppEvent.Ending ending) {
            return story.about(found.operation()).stream()
                    .anyMatch(entry -> entry.event() instanceof AppEvent.ItemEnded ended && ended.ending() == ending);
        }

        /// Where it stood another record stands now, by a later leader, or a replica cut it off.
        private boolean cut(Operation operation) {
            for (TraceEntry each : story.about(operation)) {
                if (each.event() instanceof LogEvent.RecordAppended append && gone(append)) {
                    return true;
                }
            }
            return false;
        }

        private boolean gone(LogEvent.RecordAppended append) {
            return story.logs.turns(append.partition()).stream()
                            .anyMatch(entry -> entry.event() instanceof LogEvent.LogTruncated e
                                    && append.offset() >= e.to()
                                    && append.offset() < e.from())
                    || story.logs.appendsAt(append.partition(), append.offset()).stream()
                            .anyMatch(entry -> entry.event() instanceof LogEvent.RecordAppended e
                                    && e.leaderEpoch() > append.leaderEpoch());
        }

        private boolean stored(Operation operation) {
            return story.about(operation).stream().anyMatch(entry -> entry.event() instanceof LogEvent.RecordAppended);
        }

        private boolean refusedOrLost(Operation operation) {
            return story.about(operation).stream()
                    .anyMatch(entry -> entry.event() instanceof NetworkEvent.RequestRefused
                            || entry.event() instanceof NetworkEvent.FrameLost
                            || entry.event() instanceof LogEvent.AppendRefused);
        }

        /// The deployment that published the operation.
        private String producer() {
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.event() instanceof DeliveryEvent.PublishAsked
                        || entry.event() instanceof dev.ackademy.core.model.SourceEvent.TruthChanged) {
                    NodeName node = story.node(entry.node());
                    if (story.scenario.processes().containsKey(node.deployment())) {
                        return node.deployment();
                    }
                }
            }
            return null;
        }

        private String consumer() {
            if (found.sink() != null && found.sink().group() != null) {
                return found.sink().deployment();
            }
            if (found.operation() != null) {
                for (TraceEntry entry : story.about(found.operation())) {
                    if (entry.event() instanceof DeliveryEvent.Delivered) {
                        return story.node(entry.node()).deployment();
                    }
                }
            }
            return story.sinks.stream()
                    .filter(sink -> sink.group() != null)
                    .map(Sink::deployment)
                    .findFirst()
                    .orElse(null);
        }

        private String topic() {
            if (found.operation() != null) {
                for (TraceEntry entry : story.about(found.operation())) {
                    if (entry.event() instanceof DeliveryEvent.PublishAsked asked) {
                        return asked.topic();
                    }
                }
            }
            return null;
        }

        private static int publishStep(Deployment deployment) {
            return index(deployment.steps(), Step.Publish.class);
        }

        private static int callStep(Deployment deployment, String store) {
            for (int i = 0; i < deployment.steps().size(); i++) {
                if (deployment.steps().get(i) instanceof Step.Call call
                        && call.store().equals(store)) {
                    return i;
                }
            }
            return 0;
        }

        private static int index(List<Step> steps, Class<? extends Step> kind) {
            for (int i = 0; i < steps.size(); i++) {
                if (kind.isInstance(steps.get(i))) {
                    return i;
                }
            }
            return 0;
        }
    }
}
