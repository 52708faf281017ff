package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;

/// A commit request without an answer yet, and the generation that it was sent in.
record CommitUnderWay(@Ident int correlation, Commit commit, int generation) {}
