package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.jetstream.StoredMessage.Given;
import java.util.List;

/// The protocol between a client and the server that leads a stream. A server does not wait with one request for the
/// answer to another. A publish is a `produce`, a pull a `fetch`, an acknowledgement a `commit`, making a consumer a
/// `join`: so a scenario's faults keep their words.
public sealed interface JetStreamFrame extends Frame permits JetStreamFrame.Request, JetStreamFrame.Answer, RaftFrame {

    @Override
    default boolean inTurn() {
        return false;
    }

    sealed interface Request extends JetStreamFrame, Frame.Request {}

    sealed interface Answer extends JetStreamFrame, Frame.Answer {}

    /// @param id              Nats-Msg-Id, null for none (J3)
    /// @param expectedLast    the last sequence that the stream must have, -1 for any (J4)
    /// @param expectedSubject the same of the message's own subject
    /// @param reply           whether a PubAck is asked for
    record Publish(
            @Ident int correlation,
            String subject,
            Message message,
            String id,
            long expectedLast,
            long expectedSubject,
            boolean reply)
            implements Request {
        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public boolean expectsAnswer() {
            return reply;
        }

        @Override
        public List<Carried> carried() {
            return List.of(new Carried(message.operation(), subject, message.attempt()));
        }

        @Override
        public String note() {
            return id == null ? subject : subject + " id=" + id;
        }

        @Override
        public Frame refusal(String error, boolean retriable) {
            return new PubAck(correlation, NatsError.refusing(error, retriable), -1, false);
        }
    }

    record PubAck(@Ident int correlation, NatsError error, long sequence, boolean duplicate) implements Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public String note() {
            return error != NatsError.NONE ? error.text() : "seq " + sequence + (duplicate ? " duplicate" : "");
        }
    }

    /// Makes the durable consumer, or finds it (J8).
    record Create(@Ident int correlation, ConsumerSettings consumer) implements Request {
        @Override
        public RequestKind kind() {
            return RequestKind.JOIN;
        }

        @Override
        public Frame refusal(String error, boolean retriable) {
            return new Created(correlation, NatsError.refusing(error, retriable));
        }
    }

    record Created(@Ident int correlation, NatsError error) implements Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.JOIN;
        }

        @Override
        public String note() {
            return error == NatsError.NONE ? "" : error.text();
        }
    }

    /// Asks for what is there, up to `batch`; where there is nothing it waits at the server, without a
    /// time-out (J17).
    record Pull(@Ident int correlation, String stream, String consumer, int batch) implements Request {
        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
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

    /// The answer to a pull, and its end; or, with correlation 0, what a server sends by itself (push).
    record Messages(@Ident int correlation, String stream, String consumer, List<Given> messages) implements Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
        }

        @Override
        public boolean maintenance() {
            return messages.isEmpty();
        }

        @Override
        public List<Carried> carried() {
            return StoredMessage.carried(stream, messages);
        }
    }

    /// A member of the deliver group of a push consumer listens, or ceases to.
    record Listen(@Ident int correlation, String stream, String consumer, boolean begins) implements Request {
        @Override
        public RequestKind kind() {
            return begins ? RequestKind.JOIN : RequestKind.LEAVE;
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

    /// Shows whether the connection still stands: where its other end knows nothing of it, it is reset.
    record Ping(@Ident int correlation) implements Request {
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

    /// @param delivery    number of the delivery that the client means; only the sequence counts (J12)
    /// @param delayMicros of a NAK
    /// @param reply       a double ack: confirm it (J13)
    record Settle(
            @Ident int correlation,
            String stream,
            String consumer,
            long sequence,
            @Ident long delivery,
            Verb verb,
            long delayMicros,
            boolean reply,
            Carried message)
            implements Request {
        @Override
        public RequestKind kind() {
            return RequestKind.COMMIT;
        }

        @Override
        public boolean expectsAnswer() {
            return reply;
        }

        @Override
        public List<Carried> carried() {
            return List.of(message);
        }

        @Override
        public String note() {
            return verb.word + " " + sequence;
        }
    }

    record Settled(@Ident int correlation, long sequence) implements Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.COMMIT;
        }

        @Override
        public String note() {
            return "confirmed " + sequence;
        }
    }

    /// This server does not lead the stream; `leader` does, as far as it knows. In a real cluster the
    /// servers pass a request on by themselves.
    record Moved(@Ident int correlation, String stream, int leader) implements Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.METADATA;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    enum Verb {
        ACK("+ACK"),
        NAK("-NAK"),
        WPI("+WPI"),
        TERM("+TERM");

        public final String word;

        Verb(String word) {
            this.word = word;
        }
    }
}
