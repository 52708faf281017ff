package dev.ackademy.core.node.log;

import dev.ackademy.core.node.Frame;

/// The protocol of the log broker. A broker handles one request per connection at a time (N6): further requests wait
/// until the one in hand is answered.
///
/// One exception stands for the short waits of a real fetch (500 ms), which an idle model does not repeat: a request
/// that arrives behind a *parked* fetch ends its wait; the fetch is answered empty and the request is handled next.
public sealed interface LogFrame extends Frame
        permits DataFrame, GroupFrame, ConsumerGroupFrame, TransactionFrame, ClusterFrame {

    /// An answer that says little more than whether there was an error.
    interface Outcome extends Answer {
        LogError error();

        @Override
        default String note() {
            return error() == LogError.NONE ? "" : error().name();
        }
    }
}
