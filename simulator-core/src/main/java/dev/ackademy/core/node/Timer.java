package dev.ackademy.core.node;

/// A timer of a node: what it is for, and which one of that sort. Two timers of a node are the same when both are
/// equal.
/// Tags begin with their owner: `worker/`, `producer/`, `consumer/`, `store/`, `broker/`, `group/`. Tags that begin
/// with `decay/` (retention, id expiry) run but do not
/// keep a run alive.
public record Timer(String tag, long id) implements Comparable<Timer> {

    private static final String DECAY = "decay/";

    /// Whether it runs without keeping a run alive.
    public boolean decays() {
        return tag.startsWith(DECAY);
    }

    @Override
    public int compareTo(Timer other) {
        int byId = Long.compare(id, other.id);
        return byId != 0 ? byId : tag.compareTo(other.tag);
    }
}
