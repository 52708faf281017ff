/// Core NATS (J1): subjects, wildcards, queue groups; nothing is stored. A message goes to who listens at that moment,
/// at most once.
package dev.ackademy.core.node.pubsub;
