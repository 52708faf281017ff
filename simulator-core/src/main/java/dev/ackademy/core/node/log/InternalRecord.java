package dev.ackademy.core.node.log;

/// What a log holds besides messages: the coordinators' memory in the internal topics, and control records.
public sealed interface InternalRecord permits GroupRecord, TransactionStored, TransactionMarker {}
