package dev.ackademy.core.engine;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.Frame;

/// What is under way in one direction of a connection.
///
/// @param frame what [Kind#DATA] carries
/// @param entry the trace entry that sent it, or the one that made the sender send it
/// @param cause why the connection ends, empty for the others
record Item(
        @Ident(of = "item") int number,
        Kind kind,
        Frame frame,
        @Entry int entry,
        String cause) {

    enum Kind {
        /// Asks for a connection.
        SYN,
        /// The connection is established.
        ACCEPT,
        DATA,
        /// The connection has ended at the other side.
        END
    }
}
