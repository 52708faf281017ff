/// The one codec of state: what a node's fields hold, as bytes, exact (to go on later) or canonical (to compare
/// worlds).
package dev.ackademy.core.node.state;
