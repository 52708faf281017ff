/// The application side, once for virtual and real brokers: a worker reads one source and runs an ordered list of steps
/// for each item. Imports no broker kind.
package dev.ackademy.core.node.app;
