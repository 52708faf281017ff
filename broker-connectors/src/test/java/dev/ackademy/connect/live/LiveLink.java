package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.core.node.BrokerClient.Application;
import java.io.IOException;

/// How an incarnation of a process reaches its broker: a proxy of its own and a client library that knows no other way.
interface LiveLink {
    FaultProxy proxy() throws IOException;

    LiveClient client(FaultProxy proxy, Application mailbox);
}
