package dev.ackademy.ui.workbench;

import dev.ackademy.core.check.Report;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;

/// A run and what the checkers say about it.
public record Judged(Scenario scenario, Trace trace, Report report) {}
