package dev.ackademy.core.check;

/// How often one group was given what was stored in one topic: no judgement, a measure. What it was never given is
/// split by its place in the order of storing, because the three mean different things: before the first that it was
/// given (it began too late, or started over), between two (a hole: the worst), behind the last (it may only be slow).
///
/// @param stored      messages, each counted once however often it was sent; what was taken back by an abort is none
/// @param once        given once
/// @param repeated    given more than once
/// @param first       never given, and stored before all that were given
/// @param middle      never given, between two that were
/// @param last        never given, and stored behind all that were; all of them where nothing was given
/// @param waitMicros  the longest time from being stored to being given first; 0 where nothing was given
public record Reading(
        String group,
        String topic,
        int stored,
        int once,
        int repeated,
        int first,
        int middle,
        int last,
        long waitMicros) {

    public int never() {
        return first + middle + last;
    }
}
