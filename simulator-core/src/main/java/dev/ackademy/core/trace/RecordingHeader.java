package dev.ackademy.core.trace;

import java.util.List;
import java.util.SequencedMap;

/// What a recording says before its first entry: enough to run the same again.
///
/// @param engine   version of the program that wrote it
/// @param scenario the resolved scenario, every default written out, as text
/// @param choices  answers by key, where they were not those of the seed alone
/// @param nodes    every node that the run may have; entries name them by place
/// @param origin   of entries that do not say otherwise
/// @param clock    what the times are: `virtual`, or how they were measured
public record RecordingHeader(
        String engine,
        String scenario,
        long seed,
        SequencedMap<String, Integer> choices,
        List<NodeName> nodes,
        TraceEntry.Origin origin,
        String clock) {

    static final int MAJOR = 1;
    static final int MINOR = 0;
}
