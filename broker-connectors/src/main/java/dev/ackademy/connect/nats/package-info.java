/// NATS, live. The types of jnats stay inside this package.
///
/// - [NatsLines]: where a message of NATS' protocol ends, for the fault proxy.
package dev.ackademy.connect.nats;
