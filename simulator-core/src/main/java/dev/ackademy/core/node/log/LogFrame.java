package dev.ackademy.core.node.log;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.node.Frame;
import java.util.List;

/// The protocol of the log broker. A broker handles one request per connection at a time (N6):
/// further requests wait until the one in hand is answered.
///
/// One exception stands for the short waits of a real fetch (500 ms), which an idle model does not
/// repeat: a request that arrives behind a *parked* fetch ends its wait; the fetch is answered empty
/// and the request is handled next.
public sealed interface LogFrame extends Frame permits DataFrame, GroupFrame, TransactionFrame, ClusterFrame {

    @Override
    default List<Carried> carried() {
        return List.of();
    }

    /// The requests of the protocol.
    interface Request extends Frame {
        @Override
        default boolean answer() {
            return false;
        }
    }

    /// The answers of the protocol; each shares its request's correlation.
    interface Answer extends Frame {
        @Override
        default boolean answer() {
            return true;
        }
    }
}
