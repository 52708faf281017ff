package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.core.node.BrokerClient.Application;

/// Stands between a process and its client library and tells what the two let out about the broker.
interface Watched extends LiveClient, Application {

    Watched over(LiveClient client);

    /// Sends of which it is not known yet whether they have left.
    int unanswered();
}
