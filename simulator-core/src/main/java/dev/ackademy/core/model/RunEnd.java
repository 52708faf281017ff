package dev.ackademy.core.model;

/// How a run ends: nothing left to do; something waits for ever; the world repeats itself without progress; a stated
/// limit was reached.
public enum RunEnd {
    QUIET,
    STUCK,
    LOOP,
    LIMIT;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
