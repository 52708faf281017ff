package dev.ackademy.core.node;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import java.util.List;

/// What travels in a connection: a request or an answer of one protocol, a record of state. Implementations are
/// records.
public interface Frame {

    RequestKind kind();

    boolean answer();

    /// The number that an answer shares with its request, unique per connection.
    int correlation();

    /// False for a request that nobody will answer (acks=0), and for every answer.
    default boolean expectsAnswer() {
        return !answer();
    }

    /// Whether its receiver answers the requests of a connection one by one, in order (N6).
    default boolean inTurn() {
        return true;
    }

    /// Maintenance (an empty fetch, a heartbeat, metadata) is never a place to fail and leaves no entry.
    default boolean maintenance() {
        return false;
    }

    /// The messages inside, for the trace and for faults that name one.
    default List<Carried> carried() {
        return List.of();
    }

    /// A few words for the space-time view, such as `acks=all` or `offset 3`; may be empty.
    default String note() {
        return "";
    }

    /// The error answer of this request when it is refused without being acted on (N5); null where the
    /// protocol has none.
    /// @param error the protocol's own error name, or null for the usual one of its sort
    default Frame refusal(String error, boolean retriable) {
        return null;
    }

    /// What asks for something, or tells it unasked.
    interface Request extends Frame {
        @Override
        default boolean answer() {
            return false;
        }
    }

    /// What a request has led to; it shares the request's correlation where there is one.
    interface Answer extends Frame {
        @Override
        default boolean answer() {
            return true;
        }
    }
}
