package dev.ackademy.ui.workbench;

import java.nio.file.Path;
import java.time.Instant;

/// A run that the library knows.
///
/// @param id        never given twice within a library
/// @param at        when it was last run
/// @param seen      whether a person came to where its first finding shows, or, without one, to its end
/// @param recording of a pinned run, where its file is; null otherwise
public record KnownRun(
        long id,
        RunRecipe recipe,
        String title,
        KnownVerdict verdict,
        Instant at,
        boolean seen,
        boolean pinned,
        Path recording) {}
