package dev.ackademy.core.node.queue;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything that is set about the queues of a run, for its servers and its client libraries alike. Durations in µs.
///
/// @param brokers   node numbers, B1 first
/// @param queues    in the order of the scenario
/// @param off       rules that are switched off (by tests only)
public record QueueSettings(List<Integer> brokers, List<Declared> queues, SortedSet<Rule> off) {

    /// @param node                node number of the broker that holds it
    /// @param byConsumer          not there before its first consumer
    /// @param deadLetter          name of another queue, null for none
    /// @param deadLetterConfirmed at-least-once
    /// @param deliveryLimit       -1 for none
    /// @param countsReturns       every return counts against the limit, not lost consumers only
    /// @param ttlMicros           -1 for never
    /// @param maxLength           -1 for no limit
    public record Declared(
            String name,
            int node,
            boolean quorum,
            boolean byConsumer,
            String deadLetter,
            boolean deadLetterConfirmed,
            int deliveryLimit,
            boolean countsReturns,
            long ttlMicros,
            int maxLength,
            boolean rejectPublish,
            boolean singleActive,
            Jobs jobs) {}

    /// What BullMQ is told about the jobs of a queue.
    ///
    /// @param attempts   the first included
    /// @param maxStalled how often a job may lose its worker
    public record Jobs(
            int attempts, long backoffMicros, boolean exponential, int maxStalled, long stalledIntervalMicros) {}

    boolean applies(Rule rule) {
        return !off.contains(rule);
    }

    public QueueSettings without(Rule... rules) {
        SortedSet<Rule> fewer = new TreeSet<>(off);
        fewer.addAll(List.of(rules));
        return new QueueSettings(brokers, queues, fewer);
    }

    /// Null where there is no queue of this name.
    public Declared queue(String name) {
        for (Declared each : queues) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    int number(String name) {
        for (int i = 0; i < queues.size(); i++) {
            if (queues.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no queue " + name);
    }
}
