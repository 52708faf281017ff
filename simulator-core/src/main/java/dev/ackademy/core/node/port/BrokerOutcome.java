package dev.ackademy.core.node.port;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import java.util.List;

/// What comes back from a broker client. An acknowledgement means "the server said so", not "durable".
public sealed interface BrokerOutcome {

    record Opened(Capabilities capabilities) implements BrokerOutcome {}

    record OpenFailed(String cause) implements BrokerOutcome {}

    record Closed() implements BrokerOutcome {}

    record Disconnected(String cause) implements BrokerOutcome {}

    record Reconnected() implements BrokerOutcome {}

    record Fenced(String cause) implements BrokerOutcome {}

    /// `position` -1 where the receipt carries none.
    record Published(@Ident int request, TopicPartition partition, long position, boolean duplicate)
            implements BrokerOutcome {}

    record PublishFailed(@Ident int request, String cause, Certainty certainty) implements BrokerOutcome {}

    /// Unroutable (mandatory).
    record Returned(@Ident int request) implements BrokerOutcome {}

    record Blocked() implements BrokerOutcome {}

    record Unblocked() implements BrokerOutcome {}

    record Flushed(@Ident int request) implements BrokerOutcome {}

    record Begun(@Ident int request, @Ident int transaction) implements BrokerOutcome {}

    record Attached(@Ident int request) implements BrokerOutcome {}

    record Committed(@Ident int request) implements BrokerOutcome {}

    record Aborted(@Ident int request) implements BrokerOutcome {}

    /// @param outdated what was read for it belongs to somebody else by now: trying again is useless
    record TransactionFailed(@Ident int request, String cause, Certainty certainty, boolean outdated)
            implements BrokerOutcome {

        public TransactionFailed(int request, String cause, Certainty certainty) {
            this(request, cause, certainty, false);
        }
    }

    record Subscribed(int subscription) implements BrokerOutcome {}

    /// `partitions` is the whole assignment from now on, `added` what is new in it.
    record Assigned(int subscription, List<TopicPartition> partitions, List<TopicPartition> added, int epoch)
            implements BrokerOutcome {}

    /// Give these up: answered by [BrokerCommand.Released], at the latest within the rebalance time-out.
    record Revoking(
            int subscription,
            List<TopicPartition> partitions,
            @Ident int token) implements BrokerOutcome {}

    record LostAssignment(int subscription, List<TopicPartition> partitions, String cause) implements BrokerOutcome {}

    /// `resetTo` -1 where the policy is to report it.
    record PositionInvalid(int subscription, TopicPartition partition, long position, long logStart, long resetTo)
            implements BrokerOutcome {}

    record Unsubscribed(int subscription) implements BrokerOutcome {}

    /// May be empty (the wait was over).
    record Batch(int subscription, List<Delivery> deliveries) implements BrokerOutcome {}

    record Acknowledged(@Ident int request) implements BrokerOutcome {}

    record AcknowledgeFailed(@Ident int request, String cause, Certainty certainty) implements BrokerOutcome {}

    record SettleFailed(@Ident int request, String cause) implements BrokerOutcome {}

    record Position(int subscription, TopicPartition partition, long position) implements BrokerOutcome {}

    record Dropped(int subscription, int count) implements BrokerOutcome {}

    record Advisory(String about, Delivery delivery) implements BrokerOutcome {}
}
