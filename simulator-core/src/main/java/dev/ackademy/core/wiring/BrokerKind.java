package dev.ackademy.core.wiring;

import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.port.Capabilities;

/// What a broker kind brings: its servers, its client library, what it can do. One line where kinds are chosen and one
/// package make a new kind.
public interface BrokerKind {

    Capabilities capabilities();

    /// The server with this node number, in its role (broker or controller).
    Node server(Wiring wiring, int node);

    /// The client library inside this process.
    BrokerClient client(Wiring wiring, int node);
}
