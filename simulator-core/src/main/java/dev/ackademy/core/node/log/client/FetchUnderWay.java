package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.DataFrame.FetchPartition;
import java.util.List;

/// A fetch without an answer yet.
record FetchUnderWay(@Ident int correlation, int broker, List<FetchPartition> partitions) {

    /// True when it asks for the same places, whatever is known of the leaders.
    boolean asksFor(List<FetchPartition> wanted) {
        if (wanted.size() != partitions.size()) {
            return false;
        }
        for (FetchPartition one : wanted) {
            if (partitions.stream()
                    .noneMatch(
                            other -> other.partition().equals(one.partition()) && other.position() == one.position())) {
                return false;
            }
        }
        return true;
    }
}
