package dev.ackademy.core.node.log;

/// A control record: the transaction of this producer ends here (K19). It occupies an offset, and no consumer is given
/// it.
public record TransactionMarker(long producerId, int producerEpoch, int coordinatorEpoch, boolean commit)
        implements InternalRecord {}
