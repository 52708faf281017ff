package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.LogRecord;
import java.util.ArrayDeque;
import java.util.List;

/// Records of one partition from one fetch answer, not handed to the application yet.
final class CompletedFetch {

    TopicPartition partition;
    ArrayDeque<LogRecord> records = new ArrayDeque<>();

    static CompletedFetch of(TopicPartition partition, List<LogRecord> records) {
        CompletedFetch fetch = new CompletedFetch();
        fetch.partition = partition;
        fetch.records.addAll(records);
        return fetch;
    }
}
