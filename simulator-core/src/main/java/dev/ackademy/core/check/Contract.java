package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.Scenario.Store;
import java.util.EnumSet;
import java.util.List;

/// What a resolved configuration promises, and which anomalies it allows. Read from the settings alone, never from a
/// run: a promise is what the policy says to the people who rely on it, and a run shows whether it was kept.
public final class Contract {

    final Scenario scenario;
    final List<Deployment> producers;
    final List<Deployment> consumers;

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
        return new Promises(this).of(guarantee);
    }

    /// All guarantees that the policy promises.
    public EnumSet<Guarantee> promised() {
        EnumSet<Guarantee> promised = EnumSet.allOf(Guarantee.class);
        promised.removeIf(guarantee -> !promise(guarantee).promised());
        return promised;
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
                        || !producers.stream().allMatch(this::asksForReceipt)
                        || mayLoseAtConsumer();
            case DUPLICATE_EFFECT ->
                producers.stream().anyMatch(this::mayRepeatSends)
                        || scenario.processes().values().stream()
                                .anyMatch(each -> mayRepeatEffects(each) || commitsMayComeLate(each));
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

    String kind() {
        return scenario.broker().kind();
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

    /// Whether a publish of unknown outcome is given up as if it had failed.
    static boolean dropsWhatFailed(Deployment each) {
        return each.onFailure() != null && each.onFailure().then() == OnFailure.Then.DISCARD;
    }

    /// Two things that no transaction spans: a crash between them leaves one without the other.
    static boolean writesAndPublishes(Deployment each) {
        return has(each, Step.Publish.class) && has(each, Step.Write.class);
    }

    /// Why a message may be given again although it was acknowledged before the work; empty where it is
    /// not.
    String forgotten(Deployment each) {
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

    /// The policy itself sends again what may be stored, with nothing by which the broker knows it.
    boolean repeatsUnseen(Deployment each) {
        if (kind().equals("jetstream") || kind().equals("pubsub")) {
            return each.resendAttempts() > 0
                    && !(kind().equals("jetstream") && each.producer().idempotence());
        }
        return each.resendAttempts() > 0
                || (each.producer().retries() > 0
                        && asksForReceipt(each)
                        && !each.producer().idempotence());
    }

    /// Redis answers every command: a BullMQ producer cannot but wait for it.
    boolean asksForReceipt(Deployment each) {
        return each.producer().acks() != 0 || "bullmq".equals(scenario.broker().style());
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
        return remembersNothing(each);
    }

    /// A commit that was given up may reach its coordinator late, behind the member's next ones, and sets
    /// the group back (C11): rare enough not to unsay what acknowledging first promises.
    private boolean commitsMayComeLate(Deployment each) {
        return kind().equals("log") && each.reads() instanceof Reads.FromTopic && remembersNothing(each);
    }

    private boolean remembersNothing(Deployment each) {
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

    boolean writesBlindly(Deployment each) {
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
