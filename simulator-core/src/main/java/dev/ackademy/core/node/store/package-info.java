/// Stores as nodes of their own, which outlive their callers: a database with sessions, row locks and fences, a service
/// with effects and idempotency keys, and the client that a process uses to reach either. What a store did before it
/// was cut off stays done.
package dev.ackademy.core.node.store;
