package dev.ackademy.connect;

import dev.ackademy.core.node.port.BrokerCommand;
import java.time.Duration;

/// The real client library of one incarnation of a process: the same commands and outcomes as the model of one. Owns
/// its connections and threads; no outcome is told on the thread that asks.
public interface LiveClient {

    /// Takes the command and returns at once. Outcomes come to the mailbox that was given with the client.
    void ask(BrokerCommand command);

    /// The process was killed: ends every thread and connection without saying goodbye to the server (its
    /// links must be reset before, or the library might still get a word out). False when a thread was not
    /// gone within the limit: then what follows is not to be trusted.
    boolean reap(Duration limit);
}
