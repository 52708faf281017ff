package dev.ackademy.core.node.log;

import java.util.ArrayList;
import java.util.List;

/// What a partition remembers of one idempotent producer (K10): the last batches of its current epoch, oldest first.
/// Immutable; [#appended] is its only change, and another epoch clears it.
///
/// @param lastMicros when it last appended, for the expiry (K13)
record ProducerState(int epoch, List<KnownBatch> batches, long lastMicros) {

    record KnownBatch(int firstSequence, int lastSequence, long baseOffset) {}

    /// -1 where a marker began the epoch and no batch has come yet.
    int lastSequence() {
        return batches.isEmpty() ? -1 : batches.getLast().lastSequence;
    }

    /// K19: the end of a transaction; a newer epoch clears the batches.
    ProducerState ended(int markerEpoch, long atMicros) {
        return new ProducerState(markerEpoch, markerEpoch == epoch ? batches : List.of(), atMicros);
    }

    KnownBatch known(int firstSequence, int lastSequence) {
        for (KnownBatch batch : batches) {
            if (batch.firstSequence == firstSequence && batch.lastSequence == lastSequence) {
                return batch;
            }
        }
        return null;
    }

    ProducerState appended(int batchEpoch, KnownBatch batch, long atMicros, int keep) {
        List<KnownBatch> next = new ArrayList<>();
        if (batchEpoch == epoch) {
            int from = Math.max(0, batches.size() - keep + 1);
            next.addAll(batches.subList(from, batches.size()));
        }
        next.add(batch);
        return new ProducerState(batchEpoch, next, atMicros);
    }
}
