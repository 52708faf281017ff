package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.node.port.BrokerCommand.Publish;

/// A send that blocks until its topic's partitions are known, at most `max.block.ms`.
record WaitingSend(
        Publish command,
        @Instant(age = true) long sentAt,
        @Instant long giveUpAt) {}
