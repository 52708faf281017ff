package dev.ackademy.core.model;

/// What a caller may conclude from an outcome. `MAYBE_DONE` is neither failure nor success (P7): the request may still
/// take effect.
public enum Certainty {
    DONE,
    NOT_DONE,
    MAYBE_DONE
}
