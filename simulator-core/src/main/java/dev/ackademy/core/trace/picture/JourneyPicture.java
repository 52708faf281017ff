package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.AppEvent.Ending;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;

/// The way of one operation so far.
///
/// @param label     the business label; empty where the source did not tell of it
/// @param owedEntry that told that it is owed, 0 for none
/// @param owedAt    µs
/// @param sends     how often an application handed it to its library
/// @param receipts  how often a library said that the server has it
/// @param appended  every append by a leader, by entry
/// @param delivered how often it was handed to an application
/// @param effects   every effect at a store, by entry
/// @param endings   where an item of it came to an end, by entry
public record JourneyPicture(
        Operation operation,
        String label,
        int owedEntry,
        long owedAt,
        int sends,
        int receipts,
        Table<Integer, Append> appended,
        int delivered,
        Table<Integer, Effect> effects,
        Table<Integer, End> endings) {

    public record Append(TopicPartition partition, long offset, int epoch, long at) {}

    /// @param store  node number
    /// @param table  null for a service
    /// @param writer node number of the process
    public record Effect(int store, String table, String key, int writer, long at) {}

    /// @param process node number
    public record End(int process, Ending ending, String cause, long at) {}

    static JourneyPicture of(Operation operation) {
        return new JourneyPicture(operation, "", 0, -1, 0, 0, Table.empty(), 0, Table.empty(), Table.empty());
    }

    JourneyPicture owed(String named, int entry, long at) {
        return new JourneyPicture(
                operation,
                named == null ? "" : named,
                entry,
                at,
                sends,
                receipts,
                appended,
                delivered,
                effects,
                endings);
    }

    JourneyPicture sent() {
        return new JourneyPicture(
                operation, label, owedEntry, owedAt, sends + 1, receipts, appended, delivered, effects, endings);
    }

    JourneyPicture received() {
        return new JourneyPicture(
                operation, label, owedEntry, owedAt, sends, receipts + 1, appended, delivered, effects, endings);
    }

    JourneyPicture appended(int entry, Append append) {
        return new JourneyPicture(
                operation,
                label,
                owedEntry,
                owedAt,
                sends,
                receipts,
                appended.with(entry, append),
                delivered,
                effects,
                endings);
    }

    JourneyPicture handedOver() {
        return new JourneyPicture(
                operation, label, owedEntry, owedAt, sends, receipts, appended, delivered + 1, effects, endings);
    }

    JourneyPicture effect(int entry, Effect effect) {
        return new JourneyPicture(
                operation,
                label,
                owedEntry,
                owedAt,
                sends,
                receipts,
                appended,
                delivered,
                effects.with(entry, effect),
                endings);
    }

    JourneyPicture ended(int entry, End end) {
        return new JourneyPicture(
                operation,
                label,
                owedEntry,
                owedAt,
                sends,
                receipts,
                appended,
                delivered,
                effects,
                endings.with(entry, end));
    }
}
