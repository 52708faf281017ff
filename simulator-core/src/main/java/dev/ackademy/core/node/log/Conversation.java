package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Instant;
import java.util.ArrayDeque;

/// One connection that a client or another broker opened: the request in hand and those behind it (N6).
final class Conversation {

    private int peer;
    boolean busy;
    /// The fetch that waits for something to say, null for none.
    LongPoll parked;
    /// When it was parked, -1 while none is.
    @Instant(age = true)
    long parkedAt = -1;

    final ArrayDeque<LogFrame> waiting = new ArrayDeque<>();

    static Conversation with(int peer) {
        Conversation conversation = new Conversation();
        conversation.peer = peer;
        return conversation;
    }

    int peer() {
        return peer;
    }

    void park(LongPoll fetch, long now) {
        parked = fetch;
        parkedAt = now;
    }

    void unpark() {
        parked = null;
        parkedAt = -1;
    }
}
