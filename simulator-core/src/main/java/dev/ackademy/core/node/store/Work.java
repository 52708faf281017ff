package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Ident;

/// A request that a store has in hand: in service for its time, or waiting for a lock.
record Work(@Ident(of = "work") int id, @Ident int connection, int caller, StoreRequest request) {}
