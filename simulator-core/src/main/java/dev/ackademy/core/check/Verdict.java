package dev.ackademy.core.check;

public enum Verdict {
    HOLDS,
    VIOLATED,
    UNKNOWN;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
