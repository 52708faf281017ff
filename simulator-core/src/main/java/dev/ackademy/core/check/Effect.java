package dev.ackademy.core.check;

import dev.ackademy.core.model.Operation;

/// An operation taking effect at a store, in the store's own order.
///
/// @param entry   the trace entry of the effect
/// @param applied false when the store decided to leave the row alone or knew the request already
/// @param settled true when that decision was right: what is there is at least as new
record Effect(int entry, Operation operation, int store, String table, int writer, boolean applied, boolean settled) {}
