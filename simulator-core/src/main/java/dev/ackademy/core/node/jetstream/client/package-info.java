/// The client library of JetStream in one process, as jnats is: [Links] to the servers with its reconnect buffer,
/// [Sender] for publishes, [Reader] for a pull or push consumer.
package dev.ackademy.core.node.jetstream.client;
