package dev.ackademy.core.node.log.client;

/// What a request was sent for: decides who takes its answer, or the news that there will be none.
enum Purpose {
    METADATA,
    INIT_PRODUCER,
    PRODUCE,
    ADD_PARTITIONS,
    ADD_OFFSETS,
    TRANSACTION_OFFSETS,
    END_TRANSACTION,
    FIND_GROUP_COORDINATOR,
    FIND_COORDINATOR,
    HEARTBEAT,
    JOIN,
    SYNC,
    LEAVE,
    COMMIT,
    OFFSET_FETCH,
    LIST_OFFSETS,
    FETCH
}
