/// The model of kafka-clients, living in a process: a producer (accumulator, sender, idempotence), consumers
/// (membership, positions, fetching, commits), and what each knows of the cluster. It follows the rules of the 4.x
/// client; no rule is decided by a broker here. `LogClient` is the door; one file below it does one thing.
package dev.ackademy.core.node.log.client;
