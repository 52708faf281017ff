package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.Aborted;
import dev.ackademy.core.node.log.DataFrame.Fetched;
import dev.ackademy.core.node.log.LogRecord;
import java.util.ArrayDeque;

/// Records of one partition from one fetch answer, not handed to the application yet. Control records are for nobody; a
/// reader of what is committed gets no record of a transaction that was aborted (K21).
final class CompletedFetch {

    TopicPartition partition;
    ArrayDeque<LogRecord> records = new ArrayDeque<>();

    /// Behind the last record of the answer, given or not, and that record's leader epoch.
    long next;

    int lastEpoch;

    static CompletedFetch of(Fetched fetched) {
        CompletedFetch fetch = new CompletedFetch();
        fetch.partition = fetched.partition();
        for (LogRecord record : fetched.records()) {
            if (record.message() != null && !aborted(record, fetched)) {
                fetch.records.add(record);
            }
        }
        LogRecord last = fetched.records().getLast();
        fetch.next = last.offset() + 1;
        fetch.lastEpoch = last.leaderEpoch();
        return fetch;
    }

    private static boolean aborted(LogRecord record, Fetched fetched) {
        for (Aborted each : fetched.aborted()) {
            boolean inside = record.offset() >= each.first() && record.offset() < each.marker();
            if (inside && record.isOf(each.producerId())) {
                return true;
            }
        }
        return false;
    }
}
