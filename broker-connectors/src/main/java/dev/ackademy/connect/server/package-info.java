/// Starts, kills and restarts real servers as children of this JVM.
///
/// - [KafkaServer], [NatsServer]: one server each, on loopback only, in a folder that is removed on close.
/// - [KafkaCluster], [NatsCluster]: as many as a scenario has brokers.
/// - [KafkaArtifacts]: the jars of the Kafka server, resolved when they are first asked for.
/// - [BrokerUnavailable]: why a server is not there, and what to do about it.
package dev.ackademy.connect.server;
