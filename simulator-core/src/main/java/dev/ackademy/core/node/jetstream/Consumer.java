package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;

/// A durable consumer at a server. Its progress is written down a moment after it changed, and reaches the disk with
/// the stream: what a crash or lost power leaves of it is older than what clients were told (J7).
final class Consumer {

    /// A request that waits for messages.
    record Waiting(@Ident int connection, @Ident int correlation, int left) {}

    /// Numbers its timers.
    int number;

    ConsumerSettings settings;

    /// How far it is, as its leader knows.
    Progress progress = new Progress();

    /// What a killed process leaves.
    Progress saved = new Progress();

    /// When that was written.
    @Instant
    long savedAt;

    /// What lost power leaves, unless `saved` is on the disk by now.
    Progress synced = new Progress();

    boolean unsaved;

    /// Messages to be given again, first in first out (J9-J11). Memory.
    final ArrayDeque<Long> redelivery = new ArrayDeque<>();

    /// Given back, but not yet in that queue: the next pull of the same connection goes first. Memory.
    final ArrayDeque<Long> overtaken = new ArrayDeque<>();

    /// Pulls, in the order in which they are served (J17). Memory.
    final ArrayDeque<Waiting> pulls = new ArrayDeque<>();

    /// Connections of the deliver group's members (push). Memory.
    @Ident(of = "connection")
    final ArrayList<Integer> members = new ArrayList<>();

    /// The ack wait's timer is armed for this instant, 0 for not at all.
    @Instant
    long armed;

    static Consumer of(ConsumerSettings settings, int number, long last) {
        Consumer consumer = new Consumer();
        consumer.number = number;
        consumer.settings = settings;
        consumer.progress.sequence = last;
        consumer.saved.become(consumer.progress);
        consumer.synced.become(consumer.progress);
        return consumer;
    }

    boolean takes(StoredMessage message) {
        return Subject.matches(settings.filter(), message.subject());
    }

    /// Whether the message is done with, as far as this consumer is concerned.
    boolean settled(StoredMessage message) {
        return !takes(message)
                || message.sequence() <= progress.sequence && !progress.pending.containsKey(message.sequence());
    }

    void closed(int connection) {
        pulls.removeIf(pull -> pull.connection() == connection);
        members.removeIf(member -> member == connection);
    }

    /// The memory of the server is gone.
    void restart(Progress left) {
        progress.become(left);
        saved.become(left);
        redelivery.clear();
        overtaken.clear();
        pulls.clear();
        members.clear();
        unsaved = false;
        armed = 0;
    }
}
