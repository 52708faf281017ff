package dev.ackademy.core.node.log;

/// A record of the internal topic `__transaction_state`: what a coordinator must find again after a crash.
public record TransactionStored(TransactionState state) implements InternalRecord {}
