/// The space-time view: a column for each node, time downwards, an arrow for each message.
package dev.ackademy.ui.fx.spacetime;
