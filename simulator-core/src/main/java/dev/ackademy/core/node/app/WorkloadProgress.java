package dev.ackademy.core.node.app;

import java.util.TreeMap;
import java.util.TreeSet;

/// How far a process is with its workload: the only thing that outlives a crash of it, as the order book of a shop
/// does.
final class WorkloadProgress {

    /// The first item that was never taken.
    int next;

    /// Items that were taken and are not finished, by place.
    final TreeMap<Integer, Taken> underWay = new TreeMap<>();

    /// Items to take again, before any new one.
    final TreeSet<Integer> again = new TreeSet<>();

    /// @param times       how often it was taken
    /// @param sends       the most sends that one of its publish steps made
    /// @param stampMicros what the process's clock showed when it was first taken
    record Taken(int times, int sends, long stampMicros) {}

    void crashed(boolean resumes) {
        again.clear();
        if (resumes) {
            again.addAll(underWay.keySet());
        } else {
            underWay.clear();
        }
    }

    void sent(int place, int sends) {
        Taken taken = underWay.get(place);
        if (taken != null && sends > taken.sends()) {
            underWay.put(place, new Taken(taken.times(), sends, taken.stampMicros()));
        }
    }
}
