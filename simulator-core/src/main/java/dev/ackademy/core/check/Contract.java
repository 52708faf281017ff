package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.Scenario.Store;
import java.util.List;
import java.util.Map;

/// What a resolved configuration promises, and which anomalies it allows. Read from the settings alone, never from a
/// run: a promise is what the policy says to the people
/// who rely on it, and a run shows whether it was kept.
public final class Contract {

    private final Scenario scenario;
    private final List<Deployment> producers;
    private final List<Deployment> consumers;

    private Contract(Scenario scenario) {
        this.scenario = scenario;
        this.producers = scenario.processes().values().stream()
                .filter(each -> has(each, Step.Publish.class))
                .toList();
        this.consumers = scenario.processes().values().stream()
                .filter(each -> each.reads() instanceof Reads.FromTopic
                        && (has(each, Step.Write.class) || has(each, Step.Call.class)))
                .toList();
    }

    public static Contract of(Scenario scenario) {
        return new Contract(scenario);
    }

    /// Whether the policy promises the guarantee, and which setting says so.
    public Promise promise(Guarantee guarantee) {
        return switch (guarantee) {
            case NO_LOSS -> noLoss();
            case NO_DUPLICATE -> noDuplicate();
            case ORDER -> order();
            case NO_STALE_OVERWRITE -> noStale();
            case NO_ZOMBIE -> noZombie();
            case ATOMIC -> new TransactionContract(scenario).atomic();
            case TRUE_TO_SOURCE -> trueToSource();
            case PROGRESS -> new Promise(true, "every message is to reach an end");
        };
    }

    /// @param promised whether it is
    /// @param reason   the setting that promises it, or the one that gives it up
    public record Promise(boolean promised, String reason) {}

    /// Whether a legal run of this configuration can show the anomaly when something fails. What it answers
    /// no to is a bug of the broker, or of ours.
    public boolean possible(Anomaly anomaly) {
        return switch (anomaly) {
            case TORN -> new TransactionContract(scenario).maySplit();
            case ABORTED_READ ->
                producers.stream().anyMatch(Contract::dropsWhatFailed)
                        || new TransactionContract(scenario).mayReadAborted();
            case MISSING_EVENT, PHANTOM -> producers.stream().anyMatch(Contract::writesAndPublishes);
            case ACKED_LOST ->
                leaderMayLose()
                        || !new QueueContract(scenario)
                                .loses(producers, consumers)
                                .isEmpty();
            case DUPLICATE -> producers.stream().anyMatch(this::mayRepeatSends);
            case NONMONOTONIC_SEND ->
                producers.stream().anyMatch(this::mayRepeatSends)
                        || leaderMayLose()
                        || producers.stream().anyMatch(each -> !each.producer().idempotence());
            case INCONSISTENT_OFFSETS -> leaderMayLose();
            case LOST_WRITE ->
                leaderMayLose()
                        || retention()
                        || !new QueueContract(scenario)
                                .loses(producers, consumers)
                                .isEmpty()
                        || producers.stream().anyMatch(each -> each.producer().acks() == 0)
                        || mayLoseAtConsumer();
            case DUPLICATE_EFFECT ->
                producers.stream().anyMatch(this::mayRepeatSends)
                        || scenario.processes().values().stream().anyMatch(this::mayRepeatEffects);
            case STALE_OVERWRITE -> scenario.processes().values().stream().anyMatch(this::writesBlindly);
            case RETENTION_LOSS -> retention();
            case LOST_EFFECT,
                    KEY_ORDER,
                    NONMONOTONIC_POLL,
                    POLL_SKIP,
                    ZOMBIE_EFFECT,
                    OVERLAP,
                    CONVERGENCE,
                    NO_PROGRESS,
                    TERMINAL_ACCOUNTING,
                    REDELIVERY_RATIO -> true;
        };
    }

    private Promise noLoss() {
        for (Map.Entry<String, Deployment> each : scenario.processes().entrySet()) {
            String given = lossGivenUpBy("processes." + each.getKey() + ".", each.getValue());
            if (given != null) {
                return new Promise(false, given);
            }
        }
        if (scenario.broker().uncleanElection()) {
            return new Promise(
                    false, "broker.unclean-leader-election lets a replica lead that lacks acknowledged records");
        }
        String deletion = shortRetention();
        if (deletion != null) {
            return new Promise(false, deletion);
        }
        String lost = new QueueContract(scenario).loses(producers, consumers);
        if (!lost.isEmpty()) {
            return new Promise(false, lost);
        }
        String kept = "the producer sends until it is stored, the consumer acknowledges after the work";
        return new Promise(
                true,
                scenario.broker().fsync().equals("always")
                        ? kept
                        : kept + " (stored is not yet on disk: broker.fsync is "
                                + scenario.broker().fsync() + ")");
    }

    /// What JetStream itself does not promise with these settings; null where nothing stands in the way.
    private String lossGivenUpOnStream(String at, Deployment each) {
        if (has(each, Step.Publish.class) && each.resendAttempts() == 0) {
            return at + "resend.attempts is 0: the library sends once, and so does the application";
        }
        if (each.reads() instanceof Reads.FromTopic topic
                && topic.consumer().ack().equals("none")) {
            return at + "reads.ack is none: what was given counts as done";
        }
        if (each.reads() instanceof Reads.FromTopic topic && topic.consumer().maxDeliver() > 0) {
            return at + "reads.max-deliver is " + topic.consumer().maxDeliver()
                    + ": after that a message is not given again";
        }
        return null;
    }

    private String kind() {
        return scenario.broker().kind();
    }

    private String lossGivenUpBy(String at, Deployment each) {
        if (kind().equals("pubsub")) {
            return "core NATS stores nothing: who does not listen does not get it";
        }
        String ofStream = kind().equals("jetstream") ? lossGivenUpOnStream(at, each) : null;
        if (ofStream != null) {
            return ofStream;
        }
        if (has(each, Step.Publish.class)) {
            if (each.producer().acks() == 0) {
                return at + "producer.acks is 0: nobody waits for an answer";
            }
            if (each.producer().acks() == 1 && replicated(each)) {
                return at + "producer.acks is 1: the leader answers before another replica has the record";
            }
            if (!kind().equals("jetstream") && each.producer().retries() == 0 && each.resendAttempts() == 0) {
                return at + "producer.retries is 0: a failed send is not sent again";
            }
            if (each.reads() instanceof Reads.Workload && givesUp(each)) {
                return at + "on-failure.then is " + word(each.onFailure().then())
                        + ": what could not be sent in time is given up";
            }
            if (writesAndPublishes(each)
                    && each.reads() instanceof Reads.Workload workload
                    && workload.onRestart().equals("skip")) {
                return at + "steps write a store and publish, and after a crash nobody does what was left undone";
            }
        }
        if (consumers.contains(each)) {
            if (acknowledgesFirst(each)) {
                return at + "steps acknowledge before the work";
            }
            if (startsLate(each)) {
                return at + "reads.start is latest: what was stored before it came is passed over";
            }
            if (autoCommit(each) && each.workers() > 1) {
                return at + "reads.auto-commit acknowledges what other threads still work on";
            }
            if (autoCommit(each) && ((Reads.FromTopic) each.reads()).backgroundCommit()) {
                return at + "reads.auto-commit-by is background: it may acknowledge what poll has just returned";
            }
            if (each.onFailure() != null && each.onFailure().then() == OnFailure.Then.NEXT) {
                return at + "on-failure.then is next: the next acknowledgement covers what failed";
            }
        }
        return null;
    }

    private boolean replicated(Deployment each) {
        return Routes.flat(each.steps()).stream()
                .anyMatch(step -> step instanceof Step.Publish publish
                        && scenario.topics().containsKey(publish.topic())
                        && scenario.topics().get(publish.topic()).replicas() > 1);
    }

    /// The policy of a deployment lets an operation go that it could not finish, and keeps it nowhere.
    static boolean givesUp(Deployment each) {
        return each.onFailure() != null
                && (each.onFailure().then() == OnFailure.Then.DISCARD
                        || each.onFailure().then() == OnFailure.Then.NEXT);
    }

    static String word(Enum<?> name) {
        return name.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// A retention that outlasts the longest run deletes nothing in it.
    private String shortRetention() {
        for (Map.Entry<String, Scenario.Topic> each : scenario.topics().entrySet()) {
            long micros = each.getValue().retentionMicros();
            if (each.getValue().compaction() != null) {
                return "topics." + each.getKey() + ".cleanup keeps only the last record of each key, read or not";
            }
            if (each.getValue().retentionMessages() >= 0) {
                return "topics." + each.getKey() + ".retention-messages deletes the oldest, read or not";
            }
            if (micros >= 0 && micros < scenario.run().limitMicros()) {
                return "topics." + each.getKey() + ".retention is " + Narrator.time(micros)
                        + ": what is older is deleted, read or not";
            }
        }
        return null;
    }

    /// Two things that no transaction spans: a crash between them leaves one without the other.
    /// Whether a publish of unknown outcome is given up as if it had failed.
    static boolean dropsWhatFailed(Deployment each) {
        return each.onFailure() != null && each.onFailure().then() == OnFailure.Then.DISCARD;
    }

    static boolean writesAndPublishes(Deployment each) {
        return has(each, Step.Publish.class) && has(each, Step.Write.class);
    }

    private String repeated(Deployment each) {
        if (acknowledgesFirst(each) && !forgotten(each).isEmpty()) {
            return forgotten(each);
        }
        return has(each, Step.Call.class)
                ? "a call to a service stays at least once"
                : "work is done before it is acknowledged, and may be done again";
    }

    /// Why a message may be given again although it was acknowledged before the work; empty where it is
    /// not.
    private String forgotten(Deployment each) {
        if (kind().equals("queue") && !"bullmq".equals(scenario.broker().style())) {
            return "RabbitMQ confirms no acknowledgement: where one is lost on its way the message is given again";
        }
        if (Routes.flat(each.steps()).stream()
                .anyMatch(step -> step instanceof Step.Acknowledge acknowledge && !acknowledge.awaitReceipt())) {
            return "nobody waits for the receipt of an acknowledgement: where it is lost the message is given again";
        }
        // The only server confirms before it has written down (J7, J13); several have it in memory first (J2).
        boolean written = scenario.broker().fsync().equals("always")
                && each.reads() instanceof Reads.FromTopic reads
                && reads.topics().stream()
                        .allMatch(name -> scenario.topics().get(name).replicas() > 1);
        return kind().equals("jetstream") && !written
                ? "a server writes down what was acknowledged after it has confirmed it: killed before, it gives it again"
                : "";
    }

    private Promise noDuplicate() {
        for (Deployment each : producers) {
            if (repeatsUnseen(each)) {
                return new Promise(false, "a send may be repeated, and the broker cannot tell");
            }
        }
        for (Deployment each : consumers) {
            if (mayRepeatEffects(each)) {
                return new Promise(false, repeated(each));
            }
        }
        return new Promise(true, "no send and no effect is repeated unseen");
    }

    private Promise order() {
        for (Map.Entry<String, Deployment> each : scenario.processes().entrySet()) {
            String given = orderGivenUpBy("processes." + each.getKey() + ".", each.getValue());
            if (given != null) {
                return new Promise(false, given);
            }
        }
        String disorder = new QueueContract(scenario).disorders(consumers);
        if (!disorder.isEmpty()) {
            return new Promise(false, disorder);
        }
        return new Promise(true, "one key, one partition, one consumer at a time");
    }

    private String orderGivenUpBy(String at, Deployment each) {
        for (int i = 0; i < each.steps().size(); i++) {
            if (each.steps().get(i) instanceof Step.Publish publish && !"id".equals(publish.key())) {
                return at + "steps." + i + ".publish.key is " + publish.key()
                        + ": messages of one entity go to any partition";
            }
        }
        if (kind().equals("pubsub") && consumers.contains(each) && each.instances() > 1) {
            return at + "instances is " + each.instances() + ": a queue group spreads messages over its members";
        }
        if (kind().equals("jetstream")
                && consumers.contains(each)
                && each.reads() instanceof Reads.FromTopic topic
                && topic.consumer().maxAckPending() != 1) {
            return at + "reads.max-ack-pending is " + topic.consumer().maxAckPending()
                    + ": later messages are given while an earlier one is not done";
        }
        if (each.reads() instanceof Reads.FromTopic && each.workers() > 1) {
            return at + "workers is " + each.workers() + ": two messages of one key are worked on at once";
        }
        if (consumers.contains(each)
                && each.onFailure() != null
                && (each.onFailure().then() == OnFailure.Then.RETRY_TOPIC
                        || each.onFailure().then() == OnFailure.Then.NEXT)) {
            return at + "on-failure.then is " + word(each.onFailure().then())
                    + ": a failed message is overtaken by design";
        }
        return null;
    }

    private Promise noStale() {
        boolean guarded = scenario.processes().values().stream().noneMatch(this::writesBlindly);
        return guarded && !consumers.isEmpty() ? new Promise(true, "the tables compare versions") : order();
    }

    /// Never promised: a group or a lock tells who may work, and not those that stood still meanwhile. A
    /// fence is
    /// compared row by row, so that a store refuses an old one only where a newer one has written.
    private Promise noZombie() {
        boolean fenced = scenario.processes().values().stream()
                .anyMatch(each -> Routes.flat(each.steps()).stream()
                        .anyMatch(step -> step instanceof Step.Write write && write.fence()));
        if (fenced) {
            return new Promise(false, "a fence stops an old holder only at rows that a newer one has written");
        }
        boolean locked =
                scenario.processes().values().stream().anyMatch(each -> each.singleActive() || each.lockEntity());
        return new Promise(
                false,
                locked ? "a lock does not stop who has lost it and does not know" : "nothing fences a slow consumer");
    }

    private Promise trueToSource() {
        Promise loss = noLoss();
        Promise stale = noStale();
        if (!loss.promised()) {
            return loss;
        }
        if (!stale.promised()) {
            return stale;
        }
        for (Deployment each : consumers) {
            if (each.onFailure() != null
                    && each.onFailure().then() != OnFailure.Then.STOP
                    && each.onFailure().then() != OnFailure.Then.REDELIVER) {
                return new Promise(false, "on-failure sets messages aside");
            }
        }
        if (new QueueContract(scenario).setsAside()) {
            return new Promise(false, "a queue sets aside what it gives up");
        }
        return new Promise(true, "everything arrives, nothing older overwrites");
    }

    /// The policy itself sends again what may be stored, with nothing by which the broker knows it.
    private boolean repeatsUnseen(Deployment each) {
        if (kind().equals("jetstream") || kind().equals("pubsub")) {
            return each.resendAttempts() > 0
                    && !(kind().equals("jetstream") && each.producer().idempotence());
        }
        return each.resendAttempts() > 0
                || (each.producer().retries() > 0
                        && each.producer().acks() != 0
                        && !each.producer().idempotence());
    }

    /// Also a restart, which begins a new producer session (P5), and another instance that takes over.
    private boolean mayRepeatSends(Deployment each) {
        return has(each, Step.Publish.class)
                && (repeatsUnseen(each)
                        || (each.singleActive() && each.instances() > 1)
                        || (each.reads() instanceof Reads.FromTopic
                                && !acknowledgesFirst(each)
                                && !TransactionContract.readsAndWritesAtOnce(each))
                        || (each.reads() instanceof Reads.Workload workload
                                && workload.onRestart().equals("resume")));
    }

    /// Work may be done again: it is acknowledged after the effect, and nothing remembers what was done.
    boolean mayRepeatEffects(Deployment each) {
        boolean triesAgain = each.onFailure() != null && each.onFailure().retries() != 0;
        if (each.reads() instanceof Reads.FromTopic
                && acknowledgesFirst(each)
                && !triesAgain
                && forgotten(each).isEmpty()) {
            return false;
        }
        for (Step step : each.steps()) {
            switch (step) {
                case Step.Write write -> {
                    if (!guarded(write.store(), write.table())) {
                        return true;
                    }
                }
                case Step.Call call -> {
                    if (!call.idempotencyKey()) {
                        return true;
                    }
                }
                case Step.Transaction transaction -> {
                    boolean inbox = transaction.steps().stream().anyMatch(inner -> inner instanceof Step.Inbox);
                    boolean open = transaction.steps().stream()
                            .anyMatch(inner -> inner instanceof Step.Write write
                                    && !guarded(
                                            write.store() == null ? transaction.store() : write.store(),
                                            write.table()));
                    if (!inbox && open) {
                        return true;
                    }
                }
                case Step.Publish p -> {}
                case Step.Inbox i -> {}
                case Step.Acknowledge a -> {}
                case Step.Transform t -> {}
            }
        }
        return false;
    }

    private boolean guarded(String store, String table) {
        String rule = rule(store, table);
        return rule.equals("versioned") || rule.equals("insert");
    }

    private boolean writesBlindly(Deployment each) {
        return Routes.flat(each.steps()).stream()
                .anyMatch(step -> step instanceof Step.Write write
                        && write.store() != null
                        && !rule(write.store(), write.table()).equals("versioned"));
    }

    String rule(String store, String table) {
        return scenario.stores().get(store) instanceof Store.Database database
                        && database.tables().containsKey(table)
                ? database.tables().get(table).onWrite()
                : "upsert";
    }

    /// Whether a leader can go with records that it alone has, and another take its place; or lose them
    /// with its power.
    private boolean leaderMayLose() {
        boolean careless = producers.stream().anyMatch(each -> each.producer().acks() != -1)
                || scenario.broker().uncleanElection()
                || scenario.broker().truncation().equals("hw");
        boolean another = scenario.topics().values().stream()
                .anyMatch(topic -> topic.replicas() > 1 && (careless || topic.minInsync() < 2));
        return another || !scenario.broker().fsync().equals("always");
    }

    /// Whether messages may go by a limit, or by a later one of their key.
    boolean retention() {
        return scenario.topics().values().stream()
                .anyMatch(topic -> topic.retentionMicros() >= 0
                        || topic.compaction() != null
                        || topic.retentionMessages() >= 0
                        || topic.queue() != null && limited(topic.queue())
                        || topic.stream() != null && limited(topic.stream()));
    }

    private static boolean limited(Scenario.Queue queue) {
        return queue.ttlMicros() >= 0 || queue.maxLength() >= 0;
    }

    private static boolean limited(Scenario.Stream stream) {
        return stream.maxMessages() >= 0
                || stream.maxAgeMicros() >= 0
                || stream.maxPerSubject() >= 0
                || stream.retention().equals("interest");
    }

    private boolean mayLoseAtConsumer() {
        return consumers.stream().anyMatch(each -> acknowledgesFirst(each) || autoCommit(each) || startsLate(each));
    }

    /// Passes over what was stored before it came.
    static boolean startsLate(Deployment each) {
        return each.reads() instanceof Reads.FromTopic topic && topic.start().equals("latest");
    }

    static boolean autoCommit(Deployment each) {
        return each.reads() instanceof Reads.FromTopic topic && topic.autoCommit();
    }

    /// An effect stands behind the acknowledgement.
    static boolean acknowledgesFirst(Deployment each) {
        boolean acknowledged = false;
        for (Step step : Routes.flat(each.steps())) {
            if (step instanceof Step.Acknowledge) {
                acknowledged = true;
            } else if (acknowledged && (step instanceof Step.Write || step instanceof Step.Call)) {
                return true;
            }
        }
        return false;
    }

    static boolean has(Deployment each, Class<? extends Step> kind) {
        return Routes.flat(each.steps()).stream().anyMatch(kind::isInstance);
    }
}
