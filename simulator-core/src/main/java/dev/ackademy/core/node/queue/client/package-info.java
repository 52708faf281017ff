/// The client libraries of the queue kinds: RabbitMQ's with one channel for publishing and one for consuming, and
/// BullMQ's.
package dev.ackademy.core.node.queue.client;
