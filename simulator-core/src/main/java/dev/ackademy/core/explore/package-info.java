/// The fourth verb: every run of a scenario with at most so many faults and reorderings, the smallest that breaks a
/// guarantee, and what closes it. `docs/architecture.md` says what is searched and why nothing is missed.
package dev.ackademy.core.explore;
