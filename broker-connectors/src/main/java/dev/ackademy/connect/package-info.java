/// Runs a scenario on a real broker, started and broken as child processes, and writes the same kind of trace as the
/// engine. [LiveClient] is a real client library behind the broker port, [WireMessage] what it sends. The client types
/// of Kafka and NATS stay inside the package of their broker.
package dev.ackademy.connect;
