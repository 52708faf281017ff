package dev.ackademy.lessons.script;

import dev.ackademy.core.model.Anomaly;
import java.util.List;

/// When a scenario counts as mended.
///
/// @param text   in words, with the stake first
/// @param absent what the checkers may not find any more
/// @param faults how many faults at once the explorer may try, 0 for a goal that is asked of the run alone
public record Goal(String text, List<Anomaly> absent, int faults) {}
