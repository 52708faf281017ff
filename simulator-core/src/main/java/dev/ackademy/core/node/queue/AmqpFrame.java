package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import java.util.List;

/// What RabbitMQ and its clients say to each other, and brokers among themselves when a dead letter goes to another
/// node. A publish is a `produce`, a delivery a `fetch`, an acknowledgement a `commit`, a new consumer a `join`, so
/// that the faults of a scenario keep their words. Deliveries come without being asked for each time.
public sealed interface AmqpFrame extends Frame {

    @Override
    default boolean inTurn() {
        return false;
    }

    @Override
    default int correlation() {
        return 0;
    }

    /// basic.publish.
    ///
    /// @param confirm   whether the channel is in confirm mode
    /// @param mandatory what finds no queue is to come back
    record Publish(@Ident int correlation, String queue, Message message, boolean confirm, boolean mandatory)
            implements AmqpFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public boolean expectsAnswer() {
            return confirm;
        }

        @Override
        public List<Carried> carried() {
            return List.of(new Carried(message.operation(), queue, message.attempt()));
        }

        @Override
        public String note() {
            return confirm ? "" : "no confirm";
        }

        @Override
        public Frame refusal(String error, boolean retriable) {
            return confirm ? new Confirm(correlation, error == null ? "nack" : error, false) : null;
        }
    }

    /// basic.ack or basic.nack to a publisher, with the basic.return before it.
    ///
    /// @param error    empty for an ack
    /// @param returned it found no queue
    record Confirm(@Ident int correlation, String error, boolean returned) implements AmqpFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public String note() {
            return returned ? "return" : error.isEmpty() ? "confirm" : error;
        }
    }

    /// basic.qos and basic.consume.
    record Consume(@Ident int correlation, String queue, int prefetch, boolean automatic)
            implements AmqpFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.JOIN;
        }

        @Override
        public String note() {
            return queue + (prefetch == 0 ? "" : " prefetch=" + prefetch) + (automatic ? " no-ack" : "");
        }
    }

    record ConsumeOk(@Ident int correlation, String queue) implements AmqpFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.JOIN;
        }
    }

    /// Shows whether the connection still stands: where its other end knows nothing of it, it is reset.
    record Ping(@Ident int correlation) implements AmqpFrame, Request {
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

    record Cancel(@Ident int correlation, String queue) implements AmqpFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.LEAVE;
        }
    }

    record CancelOk(@Ident int correlation, String queue) implements AmqpFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.LEAVE;
        }
    }

    /// basic.deliver.
    ///
    /// @param tag        of this channel, 0 where nobody acknowledges
    /// @param deliveries of this message, this one included
    /// @param entry      that brought it to the queue
    record Deliver(
            String queue,
            @Ident int tag,
            long position,
            @dev.ackademy.core.model.Capped int deliveries,
            Message message,
            @dev.ackademy.core.model.Entry int entry)
            implements AmqpFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
        }

        @Override
        public List<Carried> carried() {
            return List.of(new Carried(message.operation(), queue + "-0@" + position, deliveries));
        }

        @Override
        public String note() {
            return deliveries > 1 ? "redelivered" : "";
        }
    }

    /// basic.ack, basic.nack, basic.reject. Nobody answers them.
    ///
    /// @param multiple everything of the channel up to this tag
    record Settle(@Ident int tag, Verb verb, boolean multiple, Carried about) implements AmqpFrame, Request {

        @Override
        public RequestKind kind() {
            return RequestKind.COMMIT;
        }

        @Override
        public boolean expectsAnswer() {
            return false;
        }

        @Override
        public List<Carried> carried() {
            return List.of(about);
        }

        @Override
        public String note() {
            return verb.word + (multiple ? " multiple" : "");
        }
    }

    enum Verb {
        ACK("ack"),
        REQUEUE("nack requeue"),
        REJECT("reject");

        final String word;

        Verb(String word) {
            this.word = word;
        }
    }

    /// channel.close from the server: PRECONDITION_FAILED.
    record ChannelClosed(String text) implements AmqpFrame, Answer {

        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public String note() {
            return text;
        }
    }
}
