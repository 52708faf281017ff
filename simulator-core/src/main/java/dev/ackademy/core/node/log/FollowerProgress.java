package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;

/// What a leader knows of one follower (K3, K4). Immutable.
///
/// @param end            its log end as its last fetch told it, -1 before the first
/// @param caughtUpMicros when it was last known to have everything; -1 for never
/// @param fetchedMicros  when its last fetch came
/// @param leaderEnd      the leader's log end at that time: whoever fetches from there on was caught
///     up then
/// @param toldHw         the high watermark that it was last told, -1 for none
/// @param connection     where its fetch is outstanding, 0 for none
record FollowerProgress(
        long end,
        long caughtUpMicros,
        long fetchedMicros,
        long leaderEnd,
        long toldHw,
        @Ident int connection) {

    static FollowerProgress unknown(long caughtUpMicros) {
        return new FollowerProgress(-1, caughtUpMicros, -1, Long.MAX_VALUE, -1, 0);
    }

    FollowerProgress fetching(long position, long logEnd, long now, int fromConnection) {
        long caughtUp = position >= logEnd ? now : position >= leaderEnd ? fetchedMicros : caughtUpMicros;
        return new FollowerProgress(position, Math.max(caughtUpMicros, caughtUp), now, logEnd, toldHw, fromConnection);
    }

    FollowerProgress told(long highWatermark) {
        return new FollowerProgress(end, caughtUpMicros, fetchedMicros, leaderEnd, highWatermark, 0);
    }

    FollowerProgress caughtUpAt(long micros) {
        return new FollowerProgress(
                end, Math.max(caughtUpMicros, micros), fetchedMicros, leaderEnd, toldHw, connection);
    }

    FollowerProgress unheard() {
        return new FollowerProgress(end, caughtUpMicros, fetchedMicros, leaderEnd, toldHw, 0);
    }
}
