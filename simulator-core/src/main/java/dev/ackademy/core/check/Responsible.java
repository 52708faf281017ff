package dev.ackademy.core.check;

import java.util.LinkedHashMap;

/// The setting that made a finding possible, and one change that prevents it. Decided by what the run shows at the
/// flag, then by the settings.
record Responsible(String reason, Finding.Fix fix) {

    static Responsible of(Found found, Story story) {
        Involved involved = new Involved(found, story);
        if (!story.assigns() && found.operation() != null) {
            Responsible own = new NatsResponsible(
                            found, story, involved.producer(), involved.consumer(), involved.topic())
                    .find();
            if (own != null) {
                return own;
            }
        }
        LossResponsible losses = new LossResponsible(found, story, involved);
        RepeatResponsible repeats = new RepeatResponsible(found, story, involved);
        OrderResponsible order = new OrderResponsible(found, story, involved);
        OwnerResponsible owners = new OwnerResponsible(found, story, involved);
        TransactionResponsible transactions = new TransactionResponsible(found, story, involved);
        StateResponsible states = new StateResponsible(found, story, involved);
        return switch (found.anomaly()) {
            case LOST_EFFECT, LOST_WRITE -> losses.loss();
            case ACKED_LOST -> new ReplicationResponsible(found, story, involved).replication();
            case INCONSISTENT_OFFSETS -> new ReplicationResponsible(found, story, involved).divergence();
            case MISSING_EVENT, PHANTOM -> states.twoSteps();
            case RETENTION_LOSS -> losses.retention();
            case DUPLICATE -> repeats.storedTwice();
            case DUPLICATE_EFFECT -> repeats.doneTwice();
            case NONMONOTONIC_SEND -> order.sendOrder();
            case KEY_ORDER, STALE_OVERWRITE -> order.disorder();
            case NONMONOTONIC_POLL, POLL_SKIP ->
                new Responsible(
                        "The consumer's position was moved, by a commit, a reset or another leader's log.", null);
            case OVERLAP, ZOMBIE_EFFECT -> owners.twoOwners();
            case NO_PROGRESS, REDELIVERY_RATIO -> owners.blocked();
            case ABORTED_READ ->
                story.units.units().isEmpty() ? transactions.takenForFailed() : transactions.transaction();
            case TORN -> transactions.transaction();
            case TERMINAL_ACCOUNTING -> null;
            case CONVERGENCE -> transactions.dirty() ? transactions.transaction() : states.deviation();
        };
    }

    static Responsible because(String reason, String change, String... pathsAndValues) {
        LinkedHashMap<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pathsAndValues.length; i += 2) {
            settings.put(pathsAndValues[i], pathsAndValues[i + 1]);
        }
        return new Responsible(reason, new Finding.Fix(change, settings));
    }
}
