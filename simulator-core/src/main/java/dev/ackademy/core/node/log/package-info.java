/// The model of a log broker (Kafka): the wire ([LogFrame]), partitions and their replicas, the group coordinator, the
/// controller. The client library is in `client`. Rules K1-K29; each is a [Rule] that tests can
/// switch off.
package dev.ackademy.core.node.log;
