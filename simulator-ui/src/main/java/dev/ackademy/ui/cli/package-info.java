/// The command line: one class per command, thin over the core. Data goes to stdout, progress and errors to stderr.
/// No class of the window is reachable from here (tested), so that a command starts at once.
package dev.ackademy.ui.cli;
