/// Decides what happens. Text in, verdict out: a scenario is run in virtual time, its trace is checked and explained.
/// Knows no window, no broker client and no database. The arrows between its packages are tested in `ArchitectureTest`.
package dev.ackademy.core;
