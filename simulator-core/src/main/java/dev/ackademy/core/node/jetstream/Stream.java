package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.TreeMap;

/// One stream at one of its servers: the stored messages and the durable consumers. What was not flushed does not
/// survive lost power.
final class Stream {

    /// @param atMicros from when on it is remembered for the window
    record Known(long sequence, @Instant long atMicros) {}

    String name = "";

    /// Numbers its timers.
    int number;

    /// False for one that lived in memory and is gone.
    boolean there = true;

    /// By sequence.
    final TreeMap<Long, StoredMessage> messages = new TreeMap<>();

    long last;

    /// Message ids within the window (J3). Memory: rebuilt from what is stored.
    final TreeMap<String, Known> known = new TreeMap<>();

    /// By name.
    final TreeMap<String, Consumer> consumers = new TreeMap<>();

    /// A connection that listens for a consumer that is not made yet.
    record Listener(String consumer, @Ident int connection) {}

    /// In the order in which they came. Memory.
    final ArrayList<Listener> listeners = new ArrayList<>();

    Raft raft = new Raft();

    TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    /// The last sequence of a subject, 0 for none.
    long lastOf(String subject) {
        for (StoredMessage message : messages.descendingMap().values()) {
            if (message.subject().equals(subject)) {
                return message.sequence();
            }
        }
        return 0;
    }

    /// The memory is gone; ids are known again from the messages that are still stored (J3).
    void rebuild(long windowMicros, long now) {
        known.clear();
        for (StoredMessage message : messages.values()) {
            if (message.id() != null && message.atMicros() + windowMicros > now) {
                known.put(message.id(), new Known(message.sequence(), message.atMicros()));
            }
        }
    }
}
