package dev.ackademy.core.engine;

import dev.ackademy.core.trace.TraceDigest;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;

/// The first entry in which two stories differ.
///
/// @param expected null where the first story has ended
/// @param actual   null where the second has
public record Divergence(TraceEntry expected, TraceEntry actual) {

    /// Null when they are the same.
    public static Divergence first(List<TraceEntry> expected, List<TraceEntry> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            TraceEntry one = i < expected.size() ? expected.get(i) : null;
            TraceEntry other = i < actual.size() ? actual.get(i) : null;
            if (one == null || other == null || !same(one, other)) {
                return new Divergence(one, other);
            }
        }
        return null;
    }

    private static boolean same(TraceEntry one, TraceEntry other) {
        return new TraceDigest()
                .add(one)
                .value()
                .equals(new TraceDigest().add(other).value());
    }
}
