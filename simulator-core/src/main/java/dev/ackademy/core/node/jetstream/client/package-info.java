/// The client library of JetStream in one process, as jnats is: [Sender] for publishes, [Reader] for a pull or push
/// consumer.
package dev.ackademy.core.node.jetstream.client;
