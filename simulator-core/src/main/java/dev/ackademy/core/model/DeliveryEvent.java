package dev.ackademy.core.model;

/// Facts at the border between an application and its client library (the node is the process instance).
public sealed interface DeliveryEvent extends Event {

    /// The application handed a message to the library.
    record PublishAsked(Operation operation, String topic, int attempt) implements DeliveryEvent {}

    /// The library told the application that the server said so. `position` -1 where the receipt carries
    /// none (acks=0).
    record PublishAcknowledged(Operation operation, TopicPartition partition, long position, boolean duplicate)
            implements DeliveryEvent {}

    record PublishFailed(Operation operation, String topic, Certainty certainty, String cause)
            implements DeliveryEvent {}

    /// `poll` handed a record to the application. `deliveries` counts how often this process's group has
    /// been given it where the broker tells, else 0.
    record Delivered(
            Operation operation,
            TopicPartition partition,
            long position,
            String group,
            int epoch,
            boolean redelivered,
            long poll)
            implements DeliveryEvent {}

    /// The application asked to acknowledge up to and including `position`.
    record AcknowledgeAsked(TopicPartition partition, long position, String group) implements DeliveryEvent {}

    record Acknowledged(TopicPartition partition, long position, String group) implements DeliveryEvent {}

    record AcknowledgeFailed(TopicPartition partition, long position, String group, Certainty certainty, String cause)
            implements DeliveryEvent {}

    record PartitionsAssigned(String group, java.util.List<TopicPartition> partitions, int epoch)
            implements DeliveryEvent {}

    record PartitionsRevoked(String group, java.util.List<TopicPartition> partitions, int epoch)
            implements DeliveryEvent {}

    /// Taken away without being asked first (the member was fenced or left by its own poll interval).
    record PartitionsLost(String group, java.util.List<TopicPartition> partitions, String cause)
            implements DeliveryEvent {}

    /// Where a consumer starts to read a partition: from its group's commit, or by the reset policy.
    record PositionSet(TopicPartition partition, long position, String group, String from) implements DeliveryEvent {}

    /// The position no longer exists (K27, L1): the reset policy moved it, or reported it when the policy
    /// is none (`resetTo` -1).
    record PositionInvalid(TopicPartition partition, long position, long logStart, long resetTo, String group)
            implements DeliveryEvent {}
}
