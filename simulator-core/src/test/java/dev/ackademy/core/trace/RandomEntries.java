package dev.ackademy.core.trace;

import java.util.List;

/// Entries of every kind with random content, for other packages.
public final class RandomEntries {

    private RandomEntries() {}

    public static List<TraceEntry> of(long seed, int count) {
        return new Samples(seed).entries(count);
    }
}
