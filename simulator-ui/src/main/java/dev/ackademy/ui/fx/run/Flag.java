package dev.ackademy.ui.fx.run;

/// A place on the timeline where something was found.
///
/// @param finding index in the report
/// @param entry   number of the trace entry
/// @param broken  whether it breaks a promise; otherwise it was allowed
/// @param text    `A#2 late`
public record Flag(int finding, int entry, long at, boolean broken, AnomalyWords words, String text) {}
