/// Kafka, live. The types of kafka-clients stay inside this package.
///
/// - [KafkaFrames]: where a message of Kafka's protocol ends, for the fault proxy.
package dev.ackademy.connect.kafka;
