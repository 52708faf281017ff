package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.SentRecord;
import java.util.ArrayList;

/// Records of one partition that are sent, tried again and answered together. It is in its partition's queue or in one
/// request under way, never in both.
final class ProducerBatch {

    static final int NO_SEQUENCE = -1;

    TopicPartition partition;

    /// The application's request of each record.
    @Ident
    ArrayList<Integer> requests = new ArrayList<>();

    ArrayList<SentRecord> records = new ArrayList<>();

    @Instant(age = true)
    long createdAt;

    /// When it was queued again, or last appended to.
    @Instant(age = true)
    long waitingSince;

    /// Tries that have failed.
    int attempts;

    /// It was handed to a connection at least once.
    boolean sent;

    /// A try of it may have been written by a broker, although nobody said so.
    boolean maybeWritten;

    /// The application has its outcome already (it expired while a request was under way).
    boolean done;

    /// As its last try was sent with; a newer leader need not be waited for (KIP-951).
    int leaderEpoch = -1;

    long producerId = -1;
    int producerEpoch = -1;
    int baseSequence = NO_SEQUENCE;

    /// Its sequence was given anew after an epoch bump (KIP-360).
    boolean renumbered;

    boolean hasSequence() {
        return baseSequence != NO_SEQUENCE;
    }

    int lastSequence() {
        return sequenceAfter(baseSequence, records.size() - 1);
    }

    int nextSequence() {
        return sequenceAfter(baseSequence, records.size());
    }

    /// Sequences wrap from 2^31-1 to 0 (K11d).
    static int sequenceAfter(int sequence, int records) {
        return sequence > Integer.MAX_VALUE - records
                ? records - (Integer.MAX_VALUE - sequence) - 1
                : sequence + records;
    }

    boolean expired(long deliveryTimeoutMicros, long now) {
        return now - createdAt >= deliveryTimeoutMicros;
    }
}
