package dev.ackademy.core.trace;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;

/// One fact with its place in the story.
///
/// @param n           dense number from 1
/// @param at          µs of virtual (or measured) time
/// @param node        number of the node in [Trace#nodes], -1 for the run itself
/// @param incarnation of the node, from 1
/// @param lane        lane of a process, -1 where there is none
/// @param causes      the first is the trigger, the others are what was read; never null
/// @param choice      the key and answer of a choice that was taken here (`cut/produce/shop.1/A#2/1=1`), null for none
public record TraceEntry(
        int n, long at, int node, int incarnation, int lane, Event event, int[] causes, String choice, Origin origin) {

    public Operation operation() {
        return event.operation();
    }

    /// The event's name in recordings: `RowWritten`.
    public String kind() {
        return EventKinds.nameOf(event);
    }

    /// How the entry came to be known.
    public enum Origin {
        VIRTUAL,
        OBSERVED,
        INFERRED
    }
}
