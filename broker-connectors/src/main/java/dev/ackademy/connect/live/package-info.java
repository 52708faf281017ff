/// A scenario in real time: [LiveRun] starts the processes of a scenario on a real broker with real stores, breaks what
/// the scenario breaks, and writes down what was seen.
///
/// - [ProcessLife] is one process with its [Incarnation]s, each with a mailbox thread, timers and a client library.
/// - [LiveJournal] numbers what happens; [WatchedClient] and [Ledger] add what the broker must have done.
/// - [LinkFaults] and [StepFaults] are the scenario's faults; [Feasible] says before the start which cannot be caused.
package dev.ackademy.connect.live;
