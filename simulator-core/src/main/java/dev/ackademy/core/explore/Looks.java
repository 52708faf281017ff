package dev.ackademy.core.explore;

/// Looks at worlds of runs to which nothing more happens, and how many of them recognised one. Such a run is short: a
/// look takes about as long as what it has left.
record Looks(long made, long hits) {

    static final Looks NONE = new Looks(0, 0);

    /// Fewer say nothing yet.
    private static final int TRIED = 16;

    private static final int LOOKS_A_HIT = 3;

    boolean pay() {
        return made < TRIED || LOOKS_A_HIT * hits >= made;
    }

    Looks plus(Looks more) {
        return new Looks(made + more.made, hits + more.hits);
    }

    Looks minus(Looks before) {
        return new Looks(made - before.made, hits - before.hits);
    }
}
