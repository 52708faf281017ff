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
            case ATOMIC -> new Promise(false, "no transaction spans several topics here");
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
            case TORN, ABORTED_READ, MISSING_EVENT, PHANTOM -> false;
            case DUPLICATE -> producers.stream().anyMatch(Contract::mayRepeatSends);
            case NONMONOTONIC_SEND ->
                producers.stream().anyMatch(Contract::mayRepeatSends)
                        || leaderMayLose()
                        || producers.stream().anyMatch(each -> !each.producer().idempotence());
            case INCONSISTENT_OFFSETS -> leaderMayLose();
            case LOST_WRITE ->
                leaderMayLose()
                        || retention()
                        || producers.stream().anyMatch(each -> each.producer().acks() == 0)
                        || mayLoseAtConsumer();
            case DUPLICATE_EFFECT ->
                producers.stream().anyMatch(Contract::mayRepeatSends)
                        || scenario.processes().values().stream().anyMatch(this::mayRepeatEffects);
            case STALE_OVERWRITE -> scenario.processes().values().stream().anyMatch(this::writesBlindly);
            case RETENTION_LOSS -> retention();
            case LOST_EFFECT,
                    ACKED_LOST,
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
        for (Deployment each : producers) {
            if (each.producer().acks() == 0) {
                return new Promise(false, "acks is 0: nobody waits for an answer");
            }
            if (each.producer().retries() == 0 && each.resendAttempts() == 0) {
                return new Promise(false, "retries is 0: a failed send is not sent again");
            }
        }
        for (Deployment each : consumers) {
            if (acknowledgesFirst(each)) {
                return new Promise(false, "acknowledge stands before the work");
            }
            if (autoCommit(each) && each.workers() > 1) {
                return new Promise(false, "auto-commit acknowledges what other threads still work on");
            }
            if (each.onFailure() != null && each.onFailure().then() == OnFailure.Then.NEXT) {
                return new Promise(false, "on-failure goes on with the next message");
            }
        }
        return new Promise(true, "the producer sends until it is stored, the consumer acknowledges after the work");
    }

    private Promise noDuplicate() {
        for (Deployment each : producers) {
            if (repeatsUnseen(each)) {
                return new Promise(false, "a send may be repeated, and the broker cannot tell");
            }
        }
        for (Deployment each : consumers) {
            if (mayRepeatEffects(each)) {
                return new Promise(
                        false,
                        has(each, Step.Call.class)
                                ? "a call to a service stays at least once"
                                : "work is done before it is acknowledged, and may be done again");
            }
        }
        return new Promise(true, "no send and no effect is repeated unseen");
    }

    private Promise order() {
        for (Deployment each : producers) {
            for (Step step : Routes.flat(each.steps())) {
                if (step instanceof Step.Publish publish && !"id".equals(publish.key())) {
                    return new Promise(false, "messages are published without their key");
                }
            }
        }
        for (Deployment each : consumers) {
            if (each.workers() > 1) {
                return new Promise(false, "several workers behind one consumer");
            }
            if (each.onFailure() != null
                    && (each.onFailure().then() == OnFailure.Then.RETRY_TOPIC
                            || each.onFailure().then() == OnFailure.Then.NEXT)) {
                return new Promise(false, "a failed message is overtaken by design");
            }
        }
        return new Promise(true, "one key, one partition, one consumer at a time");
    }

    private Promise noStale() {
        boolean guarded = scenario.processes().values().stream().noneMatch(this::writesBlindly);
        return guarded && !consumers.isEmpty() ? new Promise(true, "the tables compare versions") : order();
    }

    private Promise noZombie() {
        boolean guarded = scenario.processes().values().stream()
                .anyMatch(each -> each.singleActive()
                        || Routes.flat(each.steps()).stream()
                                .anyMatch(step -> step instanceof Step.Write write && write.fence()));
        return new Promise(
                guarded, guarded ? "a lock or a fence says who may write" : "nothing fences a slow consumer");
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
        return new Promise(true, "everything arrives, nothing older overwrites");
    }

    /// The policy itself sends again what may be stored, with nothing by which the broker knows it.
    private static boolean repeatsUnseen(Deployment each) {
        return each.resendAttempts() > 0
                || (each.producer().retries() > 0
                        && each.producer().acks() != 0
                        && !each.producer().idempotence());
    }

    /// Also a restart, which begins a new producer session (P5).
    static boolean mayRepeatSends(Deployment each) {
        return has(each, Step.Publish.class)
                && (repeatsUnseen(each)
                        || (each.reads() instanceof Reads.FromTopic && !acknowledgesFirst(each))
                        || (each.reads() instanceof Reads.Workload workload
                                && workload.onRestart().equals("resume")));
    }

    /// Work may be done again: it is acknowledged after the effect, and nothing remembers what was done.
    boolean mayRepeatEffects(Deployment each) {
        if (each.reads() instanceof Reads.FromTopic && acknowledgesFirst(each)) {
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
                            .anyMatch(inner ->
                                    inner instanceof Step.Write write && !guarded(transaction.store(), write.table()));
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

    private boolean retention() {
        return scenario.topics().values().stream()
                .anyMatch(topic -> topic.retentionMicros() >= 0 || topic.retentionMessages() >= 0);
    }

    private boolean mayLoseAtConsumer() {
        return consumers.stream().anyMatch(each -> acknowledgesFirst(each) || autoCommit(each));
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
