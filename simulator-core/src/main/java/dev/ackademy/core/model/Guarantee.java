package dev.ackademy.core.model;

/// The fixed groups in which anomalies are judged. A promise is made, kept or broken per guarantee.
public enum Guarantee {
    NO_LOSS,
    NO_DUPLICATE,
    ORDER,
    NO_STALE_OVERWRITE,
    NO_ZOMBIE,
    ATOMIC,
    TRUE_TO_SOURCE,
    PROGRESS;

    /// `no-loss`
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
