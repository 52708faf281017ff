package dev.ackademy.core.node.port;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.TopicPartition;
import java.util.List;

/// What a process may ask of its broker client. Every verb of every kind is here; what a kind lacks is refused before a
/// run starts.
public sealed interface BrokerCommand {

    record Open() implements BrokerCommand {}

    record Close(boolean clean) implements BrokerCommand {}

    /// @param key         partitioning key, null for none
    /// @param partitioner `murmur2` or `modulo`
    /// @param dedupId     null for none
    /// @param expectedLast the last sequence that the stream (subject) must have; -1 for none
    /// @param transaction 0 for none
    record Publish(
            @Ident int request,
            String topic,
            String key,
            String partitioner,
            Message message,
            String dedupId,
            long expectedLast,
            @Ident int transaction)
            implements BrokerCommand {}

    record Flush(@Ident int request) implements BrokerCommand {}

    record Begin(@Ident int request) implements BrokerCommand {}

    record Attach(@Ident int request, @Ident int transaction, List<Delivery> deliveries, boolean withGroup)
            implements BrokerCommand {}

    record Commit(@Ident int request, @Ident int transaction) implements BrokerCommand {}

    record Abort(@Ident int request, @Ident int transaction) implements BrokerCommand {}

    /// The start policy and the library's settings were given when the client was made.
    record Subscribe(int subscription, List<String> topics, String group) implements BrokerCommand {}

    record Unsubscribe(int subscription, boolean clean) implements BrokerCommand {}

    /// One outstanding per subscription; not pulling is how a process is slow.
    record Pull(int subscription, int max, long maxWaitMicros) implements BrokerCommand {}

    /// Where acknowledgements are cumulative (Kafka, AckAll): up to and including this delivery in its
    /// partition.
    record Acknowledge(@Ident int request, Delivery delivery, boolean awaitReceipt) implements BrokerCommand {}

    /// nak, requeue, seek back: give it again, not before `afterMicros`.
    record Redeliver(Delivery delivery, long afterMicros) implements BrokerCommand {}

    /// term, reject.
    record Discard(Delivery delivery, String reason) implements BrokerCommand {}

    /// +WPI, renew the lock.
    record Extend(Delivery delivery) implements BrokerCommand {}

    record Pause(int subscription) implements BrokerCommand {}

    record Resume(int subscription) implements BrokerCommand {}

    record Seek(int subscription, TopicPartition partition, long position) implements BrokerCommand {}

    record AskPosition(int subscription) implements BrokerCommand {}

    /// The answer to [BrokerOutcome.Revoking]: these partitions may go.
    record Released(int subscription, @Ident int token) implements BrokerCommand {}
}
