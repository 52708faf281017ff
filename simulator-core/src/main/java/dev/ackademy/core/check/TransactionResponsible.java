package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

import dev.ackademy.core.model.Anomaly;

/// The responsible setting where something was seen of what failed or was taken back.
record TransactionResponsible(Found found, Story story, Involved involved) {

    /// A row that holds what was aborted.
    boolean dirty() {
        TransactionContract contract = new TransactionContract(story.scenario);
        return found.sink() != null && (found.sink().deployment().equals(contract.reader()) || contract.endsTheNext());
    }

    /// An end that hits the next transaction hurts those too who read committed.
    Responsible transaction() {
        TransactionContract contract = new TransactionContract(story.scenario);
        String reader = contract.reader();
        if (reader != null && found.anomaly() != Anomaly.TORN) {
            return because(
                    "processes.%s.reads.isolation is read-uncommitted, Kafka's default: it is given records of transactions that are open, and may be aborted."
                            .formatted(reader),
                    "Read what is committed.",
                    "processes.%s.reads.isolation".formatted(reader),
                    "read-committed");
        }
        return contract.endsTheNext()
                ? because(
                        "broker.transaction-version is 1: nothing tells which transaction an end is meant for, so that one which comes late ends the next.",
                        "Give each transaction an epoch of its own (KIP-890).",
                        "broker.transaction-version",
                        "2")
                : null;
    }

    /// What may be stored was taken for what is not.
    Responsible takenForFailed() {
        String name = involved.producer();
        if (name == null) {
            return null;
        }
        return because(
                "processes.%s.on-failure.then is discard: an unknown outcome is taken for a failure, and what may be stored is given up."
                        .formatted(name),
                "Go on with the same message until its outcome is known.",
                "processes.%s.on-failure.retry".formatted(name),
                "-1");
    }
}
