/// Turns a resolved scenario into a cast of nodes with their settings, and faults and changes by node number. Used by
/// virtual and live runs alike, so nothing here knows of virtual time.
package dev.ackademy.core.wiring;
