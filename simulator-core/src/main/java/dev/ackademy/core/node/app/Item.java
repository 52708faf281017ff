package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.node.port.Delivery;

/// One item in hand: an operation of the workload or a delivery.
final class Item {

    Operation operation;

    Payload payload;

    /// Where it was read first, null for an item of the workload.
    String originTopic;

    /// Its place in the workload, -1 for a delivery.
    int place = -1;

    /// Null for an item of the workload.
    Delivery delivery;

    /// The number of the polled batch, 0 for none.
    @Ident
    int batch;

    /// How often its steps were begun by this incarnation, from 1. Told, never asked.
    @Ident(counter = true)
    int attempt = 1;

    /// How often it has waited for another try, as far as its policy looks at that.
    int retried;

    /// Sends that earlier incarnations made of it.
    int earlierSends;

    /// Sends of each publish line.
    int[] sends;

    /// It has passed its acknowledge step, or was counted for its batch without it.
    boolean counted;

    /// Its last entry: what the next one follows from.
    @Entry
    int entry;
}
