package dev.ackademy.core.node;

/// A timer of a node: what it is for, and which one of that sort. Two timers of a node are the same when both are
/// equal. Tags begin with their owner: `worker/`, `producer/`, `consumer/`, `store/`, `broker/`, `group/`. Tags that
/// begin with `decay/` (retention, id expiry) run but do not keep a run alive. A tag that ends with `:request` says
/// that the id is an allocated number of that sort.
public record Timer(String tag, long id) implements Comparable<Timer> {

    /// The sort of allocated number that the id is (see [dev.ackademy.core.model.Ident]); empty for a
    /// number that means something by itself, as a lane's.
    public String sort() {
        return tag.substring(tag.indexOf(':') + 1 == 0 ? tag.length() : tag.indexOf(':') + 1);
    }

    private static final String DECAY = "decay/";

    /// Whether it runs without keeping a run alive.
    public boolean decays() {
        return tag.startsWith(DECAY);
    }

    @Override
    public int compareTo(Timer other) {
        int byId = Long.compare(id, other.id);
        return byId != 0 ? byId : tag.equals(other.tag) ? 0 : tag.compareTo(other.tag);
    }
}
