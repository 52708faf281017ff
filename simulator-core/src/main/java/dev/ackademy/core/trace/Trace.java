package dev.ackademy.core.trace;

import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.model.RunEnd;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything that happened in one run: immutable. Entry `n` is `entries.get(n - 1)`.
///
/// @param entries       may stop early (`complete` false) when the limit of entries was reached
/// @param events        how many inputs the nodes handled
/// @param virtualMicros the time of the end
/// @param digest        of all entries, also of those beyond the limit, as 32 hexadecimal digits
/// @param limit         names the limit that ended the run, empty otherwise
public record Trace(
        List<NodeName> nodes,
        long seed,
        List<TraceEntry> entries,
        boolean complete,
        RunEnd end,
        String waiting,
        String limit,
        long events,
        long virtualMicros,
        String digest) {

    public TraceEntry entry(int n) {
        return entries.get(n - 1);
    }

    /// The kinds of entry in it that this program does not know. Whoever concludes from what did *not*
    /// happen must say "unknown" where there are any.
    public SortedSet<String> unknownKinds() {
        SortedSet<String> kinds = new TreeSet<>();
        for (TraceEntry entry : entries) {
            if (entry.event() instanceof Opaque opaque) {
                kinds.add(opaque.kind());
            }
        }
        return kinds;
    }
}
