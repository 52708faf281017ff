package dev.ackademy.connect.nats;

import dev.ackademy.core.node.port.BrokerCommand;
import io.nats.client.Connection;
import io.nats.client.Message;

/// One subscription of a process, with a thread of its own.
interface NatsReading {

    int subscription();

    void start(Connection connection);

    void ask(BrokerCommand command);

    void abandon();

    /// Waits for the end of the thread. False when it still runs at the deadline.
    boolean gone(long deadlineNanos);

    /// The library has read this message from the network, and kept or dropped it.
    default void arrived(Message message) {}
}
