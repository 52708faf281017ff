package dev.ackademy.core.explore;

import dev.ackademy.core.model.Digest128;

/// A run as a search goes through it: step by step, from its beginning or from anything that was written of it. For one
/// thread.
interface RunInHand {

    /// A run that ended at a limit: nothing can be said of what it does not show.
    int UNDECIDED = 1 << 31;

    void begin();

    /// False when the run has ended.
    boolean step();

    /// Between two steps. Immutable, and read by other runs of the same [Searchable].
    Object save();

    void restore(Object saved);

    /// What tells this world, and what will be judged of its story so far, from others; null where a look
    /// at it is not worth its time.
    Digest128 look();

    /// What the run shows that [#step] ended, as a set of bits; with [#UNDECIDED].
    int judge();
}
