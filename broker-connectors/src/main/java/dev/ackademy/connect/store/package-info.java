/// The stores of a live run, behind the store port: [H2Database] with real sessions and real transactions,
/// [HttpService], a small real server on loopback. Both outlive the processes that call them.
package dev.ackademy.connect.store;
