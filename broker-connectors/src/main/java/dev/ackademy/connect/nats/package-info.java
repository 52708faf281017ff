/// NATS, live. The types of jnats stay inside this package.
///
/// - [NatsBroker], [SubjectBroker]: a run on JetStream, and on core NATS.
/// - [NatsLiveClient]: jnats behind the broker port; [NatsReader], [SubjectReader] own a thread each.
/// - [NatsLines]: where a message of NATS' protocol ends, for the fault proxy.
package dev.ackademy.connect.nats;
