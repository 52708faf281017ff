/// The one service that command line and window call: load, run, check, replay, record. It prints nothing and draws
/// nothing; what went wrong on a person's side is thrown as one sentence ([WrongUse], or the core's own refusals).
package dev.ackademy.ui.workbench;
