/// NATS JetStream: streams and the state of their consumers, by the rules J2-J20. [Publishing] stores, [Delivering]
/// chooses and sends, [Settling] takes acknowledgements, [Upkeep] does what time does.
package dev.ackademy.core.node.jetstream;
