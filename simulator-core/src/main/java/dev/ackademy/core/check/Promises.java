package dev.ackademy.core.check;

import dev.ackademy.core.check.Contract.Promise;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import java.util.Map;

/// What the policy of a configuration promises, and the first setting that gives a promise up.
record Promises(Contract contract) {

    Promise of(Guarantee guarantee) {
        return switch (guarantee) {
            case NO_LOSS -> noLoss();
            case NO_DUPLICATE -> noDuplicate();
            case ORDER -> order();
            case NO_STALE_OVERWRITE -> noStale();
            case NO_ZOMBIE -> noZombie();
            case ATOMIC -> new TransactionContract(contract.scenario).atomic();
            case TRUE_TO_SOURCE -> trueToSource();
            case PROGRESS -> new Promise(true, "every message is to reach an end");
        };
    }

    private Promise noLoss() {
        for (Map.Entry<String, Deployment> each : contract.scenario.processes().entrySet()) {
            String given = lossGivenUpBy("processes." + each.getKey() + ".", each.getValue());
            if (given != null) {
                return new Promise(false, given);
            }
        }
        if (contract.scenario.broker().uncleanElection()) {
            return new Promise(
                    false, "broker.unclean-leader-election lets a replica lead that lacks acknowledged records");
        }
        String deletion = shortRetention();
        if (deletion != null) {
            return new Promise(false, deletion);
        }
        String lost = new QueueContract(contract.scenario).loses(contract.producers, contract.consumers);
        if (!lost.isEmpty()) {
            return new Promise(false, lost);
        }
        String kept = "the producer sends until it is stored, the consumer acknowledges after the work";
        return new Promise(
                true,
                contract.scenario.broker().fsync().equals("always")
                        ? kept
                        : kept + " (stored is not yet on disk: broker.fsync is "
                                + contract.scenario.broker().fsync() + ")");
    }

    /// What JetStream itself does not promise with these settings; null where nothing stands in the way.
    private String lossGivenUpOnStream(String at, Deployment each) {
        if (Contract.has(each, Step.Publish.class) && each.resendAttempts() == 0) {
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

    private String lossGivenUpBy(String at, Deployment each) {
        if (contract.kind().equals("pubsub")) {
            return "core NATS stores nothing: who does not listen does not get it";
        }
        String ofStream = contract.kind().equals("jetstream") ? lossGivenUpOnStream(at, each) : null;
        if (ofStream != null) {
            return ofStream;
        }
        if (Contract.has(each, Step.Publish.class)) {
            if (!contract.asksForReceipt(each)) {
                return at + "producer.acks is 0: nobody waits for an answer";
            }
            if (each.producer().acks() == 1 && replicated(each)) {
                return at + "producer.acks is 1: the leader answers before another replica has the record";
            }
            if (!contract.kind().equals("jetstream") && each.producer().retries() == 0 && each.resendAttempts() == 0) {
                return at + "producer.retries is 0: a failed send is not sent again";
            }
            if (each.reads() instanceof Reads.Workload && Contract.givesUp(each)) {
                return at + "on-failure.then is "
                        + Contract.word(each.onFailure().then()) + ": what could not be sent in time is given up";
            }
            if (Contract.writesAndPublishes(each)
                    && each.reads() instanceof Reads.Workload workload
                    && workload.onRestart().equals("skip")) {
                return at + "steps write a store and publish, and after a crash nobody does what was left undone";
            }
        }
        if (contract.consumers.contains(each)) {
            if (Contract.acknowledgesFirst(each)) {
                return at + "steps acknowledge before the work";
            }
            if (Contract.startsLate(each)) {
                return at + "reads.start is latest: what was stored before it came is passed over";
            }
            if (Contract.autoCommit(each) && each.workers() > 1) {
                return at + "reads.auto-commit acknowledges what other threads still work on";
            }
            if (Contract.autoCommit(each) && ((Reads.FromTopic) each.reads()).backgroundCommit()) {
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
                        && contract.scenario.topics().containsKey(publish.topic())
                        && contract.scenario.topics().get(publish.topic()).replicas() > 1);
    }

    /// A retention that outlasts the longest run deletes nothing in it.
    private String shortRetention() {
        for (Map.Entry<String, Scenario.Topic> each : contract.scenario.topics().entrySet()) {
            long micros = each.getValue().retentionMicros();
            if (each.getValue().compaction() != null) {
                return "topics." + each.getKey() + ".cleanup keeps only the last record of each key, read or not";
            }
            if (each.getValue().retentionMessages() >= 0) {
                return "topics." + each.getKey() + ".retention-messages deletes the oldest, read or not";
            }
            if (micros >= 0 && micros < contract.scenario.run().limitMicros()) {
                return "topics." + each.getKey() + ".retention is " + Narrator.time(micros)
                        + ": what is older is deleted, read or not";
            }
        }
        return null;
    }

    private String repeated(Deployment each) {
        if (Contract.acknowledgesFirst(each) && !contract.forgotten(each).isEmpty()) {
            return contract.forgotten(each);
        }
        return Contract.has(each, Step.Call.class)
                ? "a call to a service stays at least once"
                : "work is done before it is acknowledged, and may be done again";
    }

    private Promise noDuplicate() {
        for (Deployment each : contract.producers) {
            if (contract.repeatsUnseen(each)) {
                return new Promise(false, "a send may be repeated, and the broker cannot tell");
            }
        }
        for (Deployment each : contract.consumers) {
            if (contract.mayRepeatEffects(each)) {
                return new Promise(false, repeated(each));
            }
        }
        return new Promise(true, "no send and no effect is repeated unseen");
    }

    private Promise order() {
        for (Map.Entry<String, Deployment> each : contract.scenario.processes().entrySet()) {
            String given = orderGivenUpBy("processes." + each.getKey() + ".", each.getValue());
            if (given != null) {
                return new Promise(false, given);
            }
        }
        String disorder = new QueueContract(contract.scenario).disorders(contract.consumers);
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
        if (contract.kind().equals("pubsub") && contract.consumers.contains(each) && each.instances() > 1) {
            return at + "instances is " + each.instances() + ": a queue group spreads messages over its members";
        }
        if (contract.kind().equals("jetstream")
                && contract.consumers.contains(each)
                && each.reads() instanceof Reads.FromTopic topic
                && topic.consumer().maxAckPending() != 1) {
            return at + "reads.max-ack-pending is " + topic.consumer().maxAckPending()
                    + ": later messages are given while an earlier one is not done";
        }
        if (each.reads() instanceof Reads.FromTopic && each.workers() > 1) {
            return at + "workers is " + each.workers() + ": two messages of one key are worked on at once";
        }
        if (contract.consumers.contains(each)
                && each.onFailure() != null
                && (each.onFailure().then() == OnFailure.Then.RETRY_TOPIC
                        || each.onFailure().then() == OnFailure.Then.NEXT)) {
            return at + "on-failure.then is " + Contract.word(each.onFailure().then())
                    + ": a failed message is overtaken by design";
        }
        return null;
    }

    private Promise noStale() {
        boolean guarded = contract.scenario.processes().values().stream().noneMatch(contract::writesBlindly);
        return guarded && !contract.consumers.isEmpty() ? new Promise(true, "the tables compare versions") : order();
    }

    /// Never promised: a group or a lock tells who may work, and not those that stood still meanwhile. A
    /// fence is compared row by row, so that a store refuses an old one only where a newer one has written.
    private Promise noZombie() {
        boolean fenced = contract.scenario.processes().values().stream()
                .anyMatch(each -> Routes.flat(each.steps()).stream()
                        .anyMatch(step -> step instanceof Step.Write write && write.fence()));
        if (fenced) {
            return new Promise(false, "a fence stops an old holder only at rows that a newer one has written");
        }
        boolean locked = contract.scenario.processes().values().stream()
                .anyMatch(each -> each.singleActive() || each.lockEntity());
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
        for (Deployment each : contract.consumers) {
            if (each.onFailure() != null
                    && each.onFailure().then() != OnFailure.Then.STOP
                    && each.onFailure().then() != OnFailure.Then.REDELIVER) {
                return new Promise(false, "on-failure sets messages aside");
            }
        }
        if (new QueueContract(contract.scenario).setsAside()) {
            return new Promise(false, "a queue sets aside what it gives up");
        }
        return new Promise(true, "everything arrives, nothing older overwrites");
    }
}
