/// The two ports of a process. Commands are data with a request number; outcomes come back as events that carry it. No
/// callback, future or exception crosses.
package dev.ackademy.core.node.port;
