/// Queues: brokers that hold a message until one consumer has settled it. `RabbitBroker` and its parts follow RabbitMQ,
/// `JobServer` follows BullMQ on one Redis; `client` holds their libraries.
package dev.ackademy.core.node.queue;
