package dev.ackademy.core.node.log;

/// Where a transactional id stands (K14):
///
/// ```
///   EMPTY ──► ONGOING ──► PREPARE_COMMIT ──► COMPLETE_COMMIT ──► EMPTY, ONGOING
///               │  └────► PREPARE_ABORT  ──► COMPLETE_ABORT  ──► EMPTY, ONGOING
///               └──► PREPARE_EPOCH_FENCE ──► PREPARE_ABORT
/// ```
public enum TransactionPhase {
    EMPTY,
    ONGOING,
    PREPARE_COMMIT,
    PREPARE_ABORT,
    COMPLETE_COMMIT,
    COMPLETE_ABORT,
    PREPARE_EPOCH_FENCE;

    /// `prepare-commit`
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// The markers are being written: the outcome is decided.
    boolean prepared() {
        return this == PREPARE_COMMIT || this == PREPARE_ABORT;
    }

    boolean complete() {
        return this == COMPLETE_COMMIT || this == COMPLETE_ABORT;
    }

    /// Whether the outcome, decided or carried out, is a commit.
    boolean commits() {
        return this == PREPARE_COMMIT || this == COMPLETE_COMMIT;
    }

    boolean mayFollow(TransactionPhase before) {
        return switch (this) {
            case EMPTY -> before == EMPTY || before.complete();
            case ONGOING -> before == ONGOING || before == EMPTY || before.complete();
            case PREPARE_COMMIT, PREPARE_EPOCH_FENCE -> before == ONGOING;
            case PREPARE_ABORT -> before == ONGOING || before == PREPARE_EPOCH_FENCE;
            case COMPLETE_COMMIT -> before == PREPARE_COMMIT;
            case COMPLETE_ABORT -> before == PREPARE_ABORT || before == EMPTY || before.complete();
        };
    }
}
