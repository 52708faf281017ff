package dev.ackademy.core.node.log;

/// A fetch that may be parked until there is something to say.
sealed interface LongPoll permits DataFrame.Fetch, ClusterFrame.Replicate {}
