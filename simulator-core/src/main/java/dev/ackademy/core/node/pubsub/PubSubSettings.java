package dev.ackademy.core.node.pubsub;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is set about the server.
///
/// @param maxPending copies that wait in the network for one client before it is cut off
/// @param off        rules that are switched off (by tests only)
public record PubSubSettings(List<Integer> servers, int maxPending, SortedSet<Rule> off) {

    public PubSubSettings(List<Integer> servers, int maxPending) {
        this(servers, maxPending, new TreeSet<>());
    }

    boolean applies(Rule rule) {
        return !off.contains(rule);
    }
}
