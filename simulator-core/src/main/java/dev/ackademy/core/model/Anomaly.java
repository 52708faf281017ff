package dev.ackademy.core.model;

import static dev.ackademy.core.model.Guarantee.*;

/// The one vocabulary of what can go wrong. Log-level names and definitions are those of Jepsen's Kafka workload;
/// effect-level names say what the business feels. Each belongs to exactly one guarantee.
public enum Anomaly {
    LOST_EFFECT(NO_LOSS),
    ACKED_LOST(NO_LOSS),
    LOST_WRITE(NO_LOSS),
    MISSING_EVENT(NO_LOSS),
    RETENTION_LOSS(NO_LOSS),
    DUPLICATE(NO_DUPLICATE),
    DUPLICATE_EFFECT(NO_DUPLICATE),
    KEY_ORDER(ORDER),
    NONMONOTONIC_SEND(ORDER),
    NONMONOTONIC_POLL(ORDER),
    POLL_SKIP(ORDER),
    STALE_OVERWRITE(NO_STALE_OVERWRITE),
    ZOMBIE_EFFECT(NO_ZOMBIE),
    OVERLAP(NO_ZOMBIE),
    TORN(ATOMIC),
    ABORTED_READ(ATOMIC),
    PHANTOM(TRUE_TO_SOURCE),
    CONVERGENCE(TRUE_TO_SOURCE),
    INCONSISTENT_OFFSETS(TRUE_TO_SOURCE),
    NO_PROGRESS(PROGRESS),
    TERMINAL_ACCOUNTING(PROGRESS),
    REDELIVERY_RATIO(PROGRESS);

    private final Guarantee guarantee;

    Anomaly(Guarantee guarantee) {
        this.guarantee = guarantee;
    }

    public Guarantee guarantee() {
        return guarantee;
    }

    /// `stale-overwrite`
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
