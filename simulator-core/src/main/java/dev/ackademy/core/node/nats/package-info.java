/// What the client libraries of both NATS kinds have in common: connections that are begun again, and the reconnect
/// buffer.
package dev.ackademy.core.node.nats;
