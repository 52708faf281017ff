/// The client library of core NATS in one process.
package dev.ackademy.core.node.pubsub.client;
