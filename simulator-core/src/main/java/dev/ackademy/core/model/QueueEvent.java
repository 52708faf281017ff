package dev.ackademy.core.model;

import java.util.List;

/// Facts of a queue, at the broker that holds it: who has a message in hand, and how it leaves. That a message came in
/// is told by [LogEvent.RecordAppended]; a queue is the partition 0 of its topic, and a message keeps its position for
/// as long as it is there. `consumer` is the process node.
public sealed interface QueueEvent extends Event {

    TopicPartition queue();

    record ConsumerJoined(TopicPartition queue, int consumer, boolean active) implements QueueEvent {}

    record ConsumerLeft(TopicPartition queue, int consumer, String cause) implements QueueEvent {}

    /// The single active consumer is this one from now on.
    record ConsumerActivated(TopicPartition queue, int consumer) implements QueueEvent {}

    /// Given to a consumer, and not ready for another one. `deliveries` counts from 1.
    record MessageGiven(Operation operation, TopicPartition queue, long position, int consumer, int deliveries)
            implements QueueEvent {}

    /// Done with and gone. `automatic`: by being sent.
    record MessageSettled(Operation operation, TopicPartition queue, long position, int consumer, boolean automatic)
            implements QueueEvent {}

    /// Ready again, with so many ready messages before it.
    record MessageRequeued(Operation operation, TopicPartition queue, long position, int place, String cause)
            implements QueueEvent {}

    /// Ready again at `untilMicros`. `attempts` counts those made.
    record MessageDelayed(
            Operation operation, TopicPartition queue, long position, long untilMicros, int attempts, String cause)
            implements QueueEvent {}

    /// Given up and gone from here, sent on to the queue `to`; null for the failed set of the queue itself.
    record MessageDeadLettered(Operation operation, TopicPartition queue, long position, String to, String reason)
            implements QueueEvent {}

    /// Given up, and kept until the queue `to` has confirmed it.
    record DeadLetterKept(Operation operation, TopicPartition queue, long position, String to, String reason)
            implements QueueEvent {}

    /// What was sent on did not arrive, and nobody has it.
    record DeadLetterLost(Operation operation, TopicPartition queue, long position, String to, String cause)
            implements QueueEvent {}

    /// Given up and gone: the queue has nowhere to send it.
    record MessageDropped(Operation operation, TopicPartition queue, long position, String reason)
            implements QueueEvent {}

    /// No queue wanted it. Confirmed all the same, or returned where that was asked for.
    record MessageUnroutable(Operation operation, TopicPartition queue, boolean returned) implements QueueEvent {}

    /// A consumer settled what it no longer had.
    record SettlementRefused(Operation operation, TopicPartition queue, long position, int consumer, String error)
            implements QueueEvent {}

    /// Nobody renewed the lock in time: the job is still active, and nobody's.
    record LockExpired(Operation operation, TopicPartition queue, long position, int consumer) implements QueueEvent {}

    /// First half of the check: whoever has not renewed by the next one has lost its jobs.
    record JobsMarked(TopicPartition queue, List<Long> positions) implements QueueEvent {}

    /// Second half: marked and without a lock. `count` is how often that happened to this job.
    record JobStalled(Operation operation, TopicPartition queue, long position, int consumer, int count)
            implements QueueEvent {}

    /// After a restart of the broker nobody has anything in hand: what is ready, in order.
    record QueueRecovered(TopicPartition queue, List<Long> ready) implements QueueEvent {}
}
