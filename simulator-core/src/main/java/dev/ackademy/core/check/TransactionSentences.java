package dev.ackademy.core.check;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.TransactionEvent;

/// What is told of transactions, one sentence a fact.
final class TransactionSentences {

    private TransactionSentences() {}

    /// How telling a fact is, as in [Narrator].
    static int weight(TransactionEvent event) {
        return switch (event) {
            case TransactionEvent.TransactionRefused _, TransactionEvent.TransactionFailed _ -> 9;
            case TransactionEvent.TransactionMoved _, TransactionEvent.MarkerAppended _ -> 6;
            case TransactionEvent.CommitAsked _, TransactionEvent.AbortAsked _, TransactionEvent.TransactionEnded _ ->
                5;
            case TransactionEvent.TransactionBegun _,
                    TransactionEvent.TransactionOpened _,
                    TransactionEvent.OffsetAttached _ -> 4;
            case TransactionEvent.LastStableMoved _, TransactionEvent.RecordsPassed _ -> 1;
        };
    }

    static String of(String who, TransactionEvent event) {
        return switch (event) {
            case TransactionEvent.TransactionMoved e ->
                "%s: transaction %s is %s now (producer %d, epoch %d)."
                        .formatted(who, e.id(), phase(e.to()), e.producer(), e.epoch());
            case TransactionEvent.TransactionRefused e ->
                "%s refuses %s of transaction %s, epoch %d: %s."
                        .formatted(who, e.request(), e.id(), e.epoch(), e.error());
            case TransactionEvent.TransactionOpened e ->
                "%s: a transaction of producer %d begins in %s at offset %d; nothing behind it is stable."
                        .formatted(who, e.producer(), e.partition(), e.offset());
            case TransactionEvent.MarkerAppended e ->
                "%s writes a control record into %s at offset %d: the transaction of producer %d is %s."
                        .formatted(who, e.partition(), e.offset(), e.producer(), e.commit() ? "committed" : "aborted");
            case TransactionEvent.LastStableMoved e ->
                "%s: readers of what is committed may read %s below offset %d.".formatted(who, e.partition(), e.to());
            case TransactionEvent.TransactionBegun _ -> "%s begins a transaction.".formatted(who);
            case TransactionEvent.OffsetAttached e ->
                "%s puts its position in %s, behind offset %d, into the transaction."
                        .formatted(who, e.partition(), e.position());
            case TransactionEvent.CommitAsked _ -> "%s asks for its transaction to be committed.".formatted(who);
            case TransactionEvent.AbortAsked e -> "%s aborts its transaction: %s.".formatted(who, e.cause());
            case TransactionEvent.TransactionEnded e ->
                "%s is told that its transaction is %s.".formatted(who, e.committed() ? "committed" : "aborted");
            case TransactionEvent.TransactionFailed e ->
                "%s is told that %s has failed%s: %s."
                        .formatted(
                                who,
                                e.verb(),
                                e.certainty() == Certainty.MAYBE_DONE ? ", its outcome unknown" : "",
                                e.cause());
            case TransactionEvent.RecordsPassed e ->
                "%s passes over offsets %d to %d of %s: control records, or aborted."
                        .formatted(who, e.from(), e.to() - 1, e.partition());
        };
    }

    private static String phase(String word) {
        return switch (word) {
            case "empty" -> "without a transaction";
            case "ongoing" -> "under way";
            case "prepare-commit" -> "decided, to be committed";
            case "prepare-abort" -> "decided, to be aborted";
            case "complete-commit" -> "committed everywhere";
            case "complete-abort" -> "aborted everywhere";
            default -> word;
        };
    }
}
