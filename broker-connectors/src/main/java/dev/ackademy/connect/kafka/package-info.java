/// Kafka, live. The types of kafka-clients stay inside this package.
///
/// - [KafkaLiveClient]: kafka-clients behind the broker port; [KafkaSender] and [KafkaReader] own a thread each.
/// - [KafkaFrames]: where a message of Kafka's protocol ends, for the fault proxy.
package dev.ackademy.connect.kafka;
