package dev.ackademy.core.check;

import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import java.util.Map;
import java.util.TreeSet;

/// What transactions over the broker promise: what is published inside is seen together or not at all by whoever reads
/// what is committed, and a reader that acknowledges inside publishes exactly once. Nothing of it reaches a service or
/// a database that is called meanwhile (T6).
final class TransactionContract {

    private final Scenario scenario;

    TransactionContract(Scenario scenario) {
        this.scenario = scenario;
    }

    private static boolean transactional(Deployment each) {
        return each.steps().stream().anyMatch(TransactionContract::overBroker);
    }

    private static boolean overBroker(Step step) {
        return step instanceof Step.Transaction transaction && transaction.overBroker();
    }

    /// Everything that it publishes commits with its acknowledgement, and a member that was put out is
    /// refused.
    static boolean readsAndWritesAtOnce(Deployment each) {
        boolean outside = each.steps().stream()
                .anyMatch(step -> step instanceof Step.Publish || step instanceof Step.Acknowledge);
        return transactional(each)
                && !outside
                && each.steps().stream()
                        .filter(TransactionContract::overBroker)
                        .map(Step.Transaction.class::cast)
                        .allMatch(transaction -> transaction.withGroup()
                                && transaction.steps().stream().anyMatch(Step.Acknowledge.class::isInstance));
    }

    /// The step whose transaction does not tell the group's generation, -1 where there is none.
    static int withoutGroup(Deployment each) {
        for (int i = 0; i < each.steps().size(); i++) {
            if (each.steps().get(i) instanceof Step.Transaction transaction
                    && transaction.overBroker()
                    && !transaction.withGroup()) {
                return i;
            }
        }
        return -1;
    }

    private boolean any() {
        return scenario.processes().values().stream().anyMatch(TransactionContract::transactional);
    }

    private boolean first() {
        return scenario.broker().transactionVersion() == 1;
    }

    Contract.Promise atomic() {
        if (!any()) {
            return new Contract.Promise(false, "no transaction spans several topics here");
        }
        if (first()) {
            return new Contract.Promise(
                    false, "broker.transaction-version is 1: an end that comes late may end the next transaction");
        }
        String dirty = dirtyReader();
        return dirty == null
                ? new Contract.Promise(
                        true,
                        "what one transaction publishes is committed together, and readers read what is committed")
                : new Contract.Promise(
                        false,
                        "processes." + dirty + ".reads.isolation is read-uncommitted: it reads what may be aborted");
    }

    /// A process that reads what a transaction publishes before it is committed; null where there is none.
    private String dirtyReader() {
        TreeSet<String> topics = new TreeSet<>();
        for (Deployment each : scenario.processes().values()) {
            for (Step step : each.steps()) {
                if (overBroker(step)) {
                    ((Step.Transaction) step).steps().forEach(inner -> {
                        if (inner instanceof Step.Publish publish) {
                            topics.add(publish.topic());
                        }
                    });
                }
            }
        }
        for (Map.Entry<String, Deployment> each : scenario.processes().entrySet()) {
            if (each.getValue().reads() instanceof Reads.FromTopic topic
                    && !topic.readCommitted()
                    && topic.topics().stream().anyMatch(topics::contains)) {
                return each.getKey();
            }
        }
        return null;
    }

    boolean maySplit() {
        return any() && first();
    }

    boolean mayReadAborted() {
        return any() && (first() || dirtyReader() != null);
    }

    /// The process through whose isolation what was aborted is read, null where another setting is to
    /// blame.
    String reader() {
        return dirtyReader();
    }

    /// Whether what was committed may be aborted after all.
    boolean endsTheNext() {
        return any() && first();
    }
}
