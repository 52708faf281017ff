package dev.ackademy.core.check;

/// The first sentence of a why: what it means to whoever relied on it, by the business label where there is one.
final class Stake {

    private Stake() {}

    static String sentence(Found found, Story story) {
        String what = Checkers.called(story, found.operation());
        String where = found.sink() == null ? "" : found.sink().place();
        return switch (found.anomaly()) {
            case LOST_EFFECT -> "%s never reached %s, and no copy is left that could.".formatted(what, where);
            case ACKED_LOST -> "%s was acknowledged, and no leader has it any more: it is gone.".formatted(what);
            case LOST_WRITE ->
                "%s was acknowledged in %s, later records were read, and it never was.".formatted(what, found.detail());
            case MISSING_EVENT -> "%s stands in %s, and no event tells of it.".formatted(what, where);
            case RETENTION_LOSS ->
                "%s was deleted from %s before %s had read it."
                        .formatted(what, found.detail(), found.sink().group());
            case DUPLICATE -> "%s stands more than once in %s.".formatted(what, found.detail());
            case DUPLICATE_EFFECT -> "%s took effect twice in %s.".formatted(what, where);
            case KEY_ORDER -> "%s took effect in %s after %s, which is newer.".formatted(what, where, found.detail());
            case NONMONOTONIC_SEND ->
                "%s was sent after %s was acknowledged, and stands before it.".formatted(what, found.detail());
            case NONMONOTONIC_POLL -> "A consumer went back: %s.".formatted(found.detail());
            case POLL_SKIP -> "A consumer passed over records that exist: %s.".formatted(found.detail());
            case STALE_OVERWRITE ->
                "%s overwrote the newer %s in %s: the row went back in time.".formatted(what, found.detail(), where);
            case ZOMBIE_EFFECT -> "%s took effect by an instance that no longer owned it.".formatted(what);
            case OVERLAP -> "Two instances worked at once on %s; the second took %s.".formatted(found.detail(), what);
            case TORN -> "Only a part of %s is visible.".formatted(what);
            case ABORTED_READ -> "%s was read although it was aborted.".formatted(what);
            case PHANTOM -> "An event tells of %s, and it never came to stand in %s.".formatted(what, where);
            case CONVERGENCE -> "Row %s of %s does not say what the source says.".formatted(found.detail(), where);
            case INCONSISTENT_OFFSETS -> "Two different records were seen at %s.".formatted(found.detail());
            case NO_PROGRESS -> "Nothing moves any more: %s.".formatted(found.detail());
            case TERMINAL_ACCOUNTING -> "%s does not end in exactly one place: %s.".formatted(what, found.detail());
            case REDELIVERY_RATIO -> "Far more is delivered than is done: %s.".formatted(found.detail());
        };
    }
}
