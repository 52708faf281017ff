/// NATS, live. The types of jnats stay inside this package.
///
/// - [NatsLiveClient]: jnats behind the broker port, for JetStream; [NatsReader] owns a thread.
/// - [NatsLines]: where a message of NATS' protocol ends, for the fault proxy.
package dev.ackademy.connect.nats;
