package dev.ackademy.core.node.log;

/// The rules of the log kind, broker and client library, that can be switched off, by tests only: each is asked in
/// exactly one place, and has a test that fails without it. The numbers are those of `docs/fidelity.md`.
public enum Rule {
    /// One request per connection at a time.
    N6,
    /// What failed with its connection is sent again by the queue rule of the library.
    N7,
    /// acks=all is answered when the high watermark has passed the last record.
    K1,
    /// acks=all with too few in-sync replicas is refused, before or after the append.
    K2,
    /// The high watermark is the least log end of the maximal ISR; consumers read below it.
    K3,
    /// Followers leave the ISR by lag or lost session and come back when caught up.
    K4,
    /// A new leader comes from the ISR; otherwise the partition is offline, unless unclean election is
    /// allowed.
    K5,
    /// A new follower truncates to the end of the largest common epoch.
    K6,
    /// Fetches are fenced by leader epoch and divergence is detected.
    K7,
    /// A killed process keeps the page cache; lost power loses what was not flushed.
    K8,
    /// Each InitProducerId gives a new producer id.
    K9,
    /// Only the last batches of the current epoch are remembered.
    K10,
    /// The checks of an idempotent batch.
    K11,
    /// The idempotent producer of the client library needs settings that fit, otherwise it is off.
    K12,
    /// A new leader rebuilds the producer state from its log.
    K13,
    /// A transactional id moves only from its legal predecessors.
    K14,
    /// A new producer with a transactional id fences the one before.
    K15,
    /// What is written to becomes part of the transaction first.
    K16,
    /// The end of a transaction is answered when it is decided, before its markers are written (V1).
    K17,
    /// The end of a transaction gives its producer the next epoch (V2).
    K18,
    /// A marker of an older producer epoch or coordinator is refused.
    K19,
    /// A leader opens a transaction only when the coordinator confirms it.
    K20,
    /// Read-committed readers get what lies below the last stable offset, without aborted records.
    K21,
    /// A transaction that runs out is aborted.
    K22,
    /// Positions in a transaction hold with its commit, and need the group's present generation.
    K23,
    /// Each rebalance has a generation; commits of another one are refused.
    K24,
    /// A member that is not heard for the session time-out is removed.
    K25,
    /// A member of the consumer protocol gets a partition when nobody else owns it any more.
    K26,
    /// `auto.offset.reset` decides where a consumer without a committed offset begins.
    K27,
    /// Compaction leaves the last record of each key, at its offset.
    K28,
    /// A tombstone is removed after its time.
    K29
}
