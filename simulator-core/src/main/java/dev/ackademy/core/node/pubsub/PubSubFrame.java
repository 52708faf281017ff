package dev.ackademy.core.node.pubsub;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import java.util.List;

/// The protocol of core NATS. Nothing is answered.
public sealed interface PubSubFrame extends Frame {

    @Override
    default boolean expectsAnswer() {
        return false;
    }

    @Override
    default boolean inTurn() {
        return false;
    }

    /// @param topic what the scenario calls the subject
    record Publish(@Ident int correlation, String topic, String subject, Message message)
            implements PubSubFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public List<Carried> carried() {
            return List.of(new Carried(message.operation(), subject, message.attempt()));
        }

        @Override
        public String note() {
            return subject;
        }
    }

    /// @param pattern subjects that are wanted
    record Subscribe(@Ident int correlation, String topic, String pattern, String group)
            implements PubSubFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.JOIN;
        }

        @Override
        public String note() {
            return pattern;
        }
    }

    record Unsubscribe(@Ident int correlation) implements PubSubFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.LEAVE;
        }
    }

    /// Shows whether the connection still stands: where its other end knows nothing of it, it is reset.
    record Ping(@Ident int correlation) implements PubSubFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.HEARTBEAT;
        }

        @Override
        public boolean maintenance() {
            return true;
        }

        @Override
        public boolean expectsAnswer() {
            return false;
        }
    }

    /// From the server, unasked.
    ///
    /// @param number of the message among those of its topic that the server has seen: an observer's count,
    /// NATS has
    ///     none
    /// @param entry  that passed it on
    record Deliver(
            @Ident int correlation,
            String topic,
            long number,
            Message message,
            @Entry int entry) implements PubSubFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
        }

        @Override
        public List<Carried> carried() {
            return List.of(new Carried(message.operation(), topic + "-0@" + number, message.attempt()));
        }
    }
}
